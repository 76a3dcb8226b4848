package org.penstock.core.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.penstock.core.telemetry.Effect;

/**
 * SHA-256 over effects and their wall times: two engines that decided the same have the same hash. Every field is written
 * with its length or at fixed width, so that no two streams of effects encode alike. Single-threaded.
 */
public final class EffectHash {
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private long count;

    public EffectHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Adds what one frame led to. */
    public void add(Engine.Scanned scanned) {
        add(scanned.wallMicros(), scanned.effects());
    }

    /** Adds effects with the wall time (µs UTC) of each. */
    public void add(long[] wallMicros, List<Effect> effects) {
        for (int i = 0; i < effects.size(); i++) {
            put(wallMicros[i]);
            put(effects.get(i));
            count++;
        }
    }

    private void put(Effect effect) {
        switch (effect) {
            case Effect.Drive(
                    long command,
                    int output,
                    double value,
                    boolean toSafe,
                    long maxOn,
                    long timeout,
                    String why) -> {
                put(1);
                put(command);
                put(output);
                put(value);
                put(toSafe ? 1 : 0);
                put(maxOn);
                put(timeout);
                put(why);
            }
            case Effect.Cancel(long command, String why) -> {
                put(2);
                put(command);
                put(why);
            }
            case Effect.Raise r -> {
                put(3);
                put(r.source());
                put(r.key());
                put(r.type());
                put(r.severity().ordinal());
                put(r.text());
                put(r.value());
                put(r.limit());
            }
            case Effect.Clear(String source, String key, String text) -> {
                put(4);
                put(source);
                put(key);
                put(text);
            }
            case Effect.Record r -> {
                put(5);
                put(r.subject());
                put(r.kind());
                put(r.data().size());
                for (Map.Entry<String, String> e : r.data().entrySet()) {
                    put(e.getKey());
                    put(e.getValue());
                }
            }
            case Effect.WakeAt(long mono) -> {
                put(6);
                put(mono);
            }
        }
    }

    private void put(long value) {
        number.clear();
        number.putLong(value).flip();
        digest.update(number);
    }

    private void put(double value) {
        put(Double.doubleToLongBits(value));
    }

    private void put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        digest.update(bytes);
    }

    /** Number of effects so far. */
    public long count() {
        return count;
    }

    /** Lower-case hex of everything so far; adding may go on. */
    public String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 cannot be copied", e);
        }
    }
}
