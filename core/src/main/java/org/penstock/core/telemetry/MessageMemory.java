package org.penstock.core.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;

/**
 * Remembers the identities of messages for 72 h, at most {@link #MOST} of them, with a hash of what they said: a message
 * that is delivered again is recognised whatever its readings are. What is forgotten early is still recognised reading by
 * reading. Engine thread only.
 */
public final class MessageMemory {
    /** How long a message is remembered, µs of engine time. */
    public static final long KEEP_MICROS = 72 * 3_600_000_000L;
    /** How many messages are remembered; about 25 MB. */
    public static final int MOST = 200_000;

    private final int most;
    private final LinkedHashMap<Key, Seen> seen = new LinkedHashMap<>();
    private final MessageDigest sha256;

    private record Key(String scope, String id) {}

    private record Seen(long contentHash, long atMicros) {}

    /** What is known about a message. */
    enum Verdict {
        /** Not remembered. */
        NEW,
        /** The same message again. */
        AGAIN,
        /** Same identity, other content: a device that counts from zero again, or one that lies. */
        OTHER
    }

    public MessageMemory() {
        this(MOST);
    }

    MessageMemory(int most) {
        this.most = most;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Looks a message up without remembering it. */
    Verdict look(Frame.MessageId message, long nowMicros) {
        Seen known = seen.get(new Key(message.scope(), message.id()));
        if (known == null || nowMicros - known.atMicros > KEEP_MICROS) {
            return Verdict.NEW;
        }
        return known.contentHash == message.contentHash() ? Verdict.AGAIN : Verdict.OTHER;
    }

    /**
     * Remembers a message, also at start from the database and from the journal's tail, oldest first. The first content
     * stands.
     *
     * @param atMicros engine time at which it was first seen
     */
    public void remember(Frame.MessageId message, long atMicros) {
        Key key = new Key(message.scope(), message.id());
        Seen known = seen.get(key);
        if (known != null && atMicros - known.atMicros <= KEEP_MICROS) {
            return;
        }
        // Removed first: a refreshed entry must move to the young end, or expiry would stop at it.
        seen.remove(key);
        seen.put(key, new Seen(message.contentHash(), atMicros));
        Iterator<Map.Entry<Key, Seen>> oldest = seen.entrySet().iterator();
        while (oldest.hasNext()) {
            Seen s = oldest.next().getValue();
            if (seen.size() <= most && atMicros - s.atMicros <= KEEP_MICROS) {
                break;
            }
            oldest.remove();
        }
    }

    /** Forgets a message whose data could not be recorded: the source will send it again. */
    void forget(Frame.MessageId message) {
        seen.remove(new Key(message.scope(), message.id()));
    }

    /** Number remembered. */
    public int size() {
        return seen.size();
    }

    /**
     * First 8 bytes of the SHA-256 over the samples (stream, time, value, quality of each) and over what is handed on (time,
     * kind, subject, body).
     */
    long contentHash(List<Sample> samples, List<Handed> handed) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.size() * 24);
        for (Sample s : samples) {
            bytes.putInt(s.stream());
            bytes.putLong(s.eventMicros());
            bytes.putLong(Double.doubleToLongBits(s.value()));
            bytes.putInt(s.quality().code());
        }
        if (!handed.isEmpty()) {
            sha256.update(bytes.array());
            for (Handed h : handed) {
                String said = h.eventMicros() + "\n" + h.kind() + "\n" + h.subject() + "\n" + h.body();
                sha256.update(said.getBytes(StandardCharsets.UTF_8));
            }
            return ByteBuffer.wrap(sha256.digest()).getLong();
        }
        return ByteBuffer.wrap(sha256.digest(bytes.array())).getLong();
    }

    /** A compact identity for a message whose own identity is longer than 200 bytes: nothing from outside is kept unbounded. */
    String bounded(String id) {
        if (id.length() <= 200) {
            return id;
        }
        byte[] digest = sha256.digest(id.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }
}
