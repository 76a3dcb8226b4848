package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;
import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.db.Database;
import org.penstock.core.place.PlaceRows;

/**
 * Proves the whole record: every chain that is anywhere in it, against every signed head that is known, in the database
 * and in the file beside it. What contradicts itself is named: an event, the row in chain_heads, a signed head.
 */
public final class RecordVerifier {
    private static final String TABLE = "the database";

    private final Database database;
    private final HeadsFile file;
    private final RecordKey own;

    /** @param own the key of this data directory: believed also where the event that introduced it was cut off */
    public RecordVerifier(Database database, HeadsFile file, RecordKey own) {
        this.database = database;
        this.file = file;
        this.own = own;
    }

    /** One thing known of a chain, and where. */
    private record Kept(SignedHead head, boolean inTable, UUID chain) {
        /** A row whose copy of the chain was changed still belongs where its signed body says. */
        static Kept of(SignedHead head, boolean inTable) {
            try {
                return new Kept(head, inTable, inTable ? SignedHead.ofLine(head.line()).chain() : head.chain());
            } catch (IllegalArgumentException e) {
                return new Kept(head, inTable, head.chain());
            }
        }
    }

    /**
     * Verifies every chain. Appends and signing may go on meanwhile.
     *
     * @param watch told of all chains as if they were one
     * @throws IOException when the file with the signed heads is there and cannot be read
     */
    public List<Verification> verify(Watch watch) throws IOException {
        HeadsFile.Content beside = file.read();
        // After the file: what is signed meanwhile is in the table first.
        List<Kept> kept = new ArrayList<>();
        database.read(SignedHeads::all).forEach(h -> kept.add(Kept.of(h, true)));
        beside.heads().forEach(h -> kept.add(Kept.of(h, false)));
        Map<UUID, ChainId> chains = chains(kept);
        long of = database.read(RecordVerifier::events);
        List<Verification> found = new ArrayList<>();
        long before = 0;
        for (ChainId chain : chains.values()) {
            long done = before;
            Verification v = verify(chain, kept, (seq, _) -> watch.verified(done + Math.max(0, seq), of));
            before += v.events();
            found.add(v);
            if (v.cancelled()) {
                return found;
            }
        }
        damaged(beside, found);
        return moved(found);
    }

    private static long events(DSLContext sql) {
        return Stream.ofNullable(sql.select(org.jooq.impl.DSL.sum(CHAIN_HEADS.SEQ))
                        .from(CHAIN_HEADS)
                        .fetchOne(r -> r.value1()))
                .mapToLong(java.math.BigDecimal::longValue)
                .sum();
    }

    /** Those with a row, then those that only events or signed heads speak of: their row was changed or removed. */
    private Map<UUID, ChainId> chains(List<Kept> kept) {
        Map<UUID, ChainId> chains = new LinkedHashMap<>();
        database.read(EventChain::chains).forEach(c -> chains.put(c.id(), c));
        Set<UUID> strangers = new TreeSet<>();
        database.read(sql -> sql.selectDistinct(CHAIN_HEADS.CHAIN_ID).from(CHAIN_HEADS).fetch(CHAIN_HEADS.CHAIN_ID))
                .forEach(strangers::add);
        database.read(sql -> sql.selectDistinct(EVENTS.CHAIN_ID).from(EVENTS).fetch(EVENTS.CHAIN_ID))
                .forEach(strangers::add);
        kept.forEach(k -> strangers.add(k.chain));
        strangers.forEach(id -> chains.putIfAbsent(id, ChainId.ofOrganization(id)));
        return chains;
    }

    private Verification verify(ChainId chain, List<Kept> all, Watch watch) {
        List<Kept> kept = all.stream()
                .filter(k -> k.chain.equals(chain.id()))
                .toList();
        List<ChainHead> known = kept.stream()
                .filter(k -> k.head.fault() == null)
                .map(k -> k.head.head())
                .distinct()
                .toList();
        Verification v = new ChainVerifier(database).verify(chain, known, watch);
        if (v.cancelled()) {
            return v;
        }
        List<Finding> findings = new ArrayList<>(v.findings());
        String row = database.read(sql -> headRow(sql, chain));
        if (row != null) {
            // A row with another name has no events, and that is not what is wrong.
            findings.removeIf(f -> v.events() == 0 && f instanceof Finding.Cut);
            findings.add(new Finding.HeadChanged(v.head().seq(), row));
        }
        findings.addAll(signedHeads(chain, kept));
        findings.sort(Comparator.comparingLong(Finding::seq));
        return new Verification(chain, v.events(), v.head(), findings, false, v.strays());
    }

    /** What is wrong with the row in chain_heads beside its seq and hash, or null. */
    private static @Nullable String headRow(DSLContext sql, ChainId chain) {
        return sql.selectFrom(CHAIN_HEADS)
                .where(CHAIN_HEADS.CHAIN_ID.eq(chain.id()))
                .fetchOptional()
                .map(row -> {
                    UUID site = row.getSiteId();
                    if (!row.getChainId().equals(site == null ? row.getOrganizationId() : site)) {
                        return "its chain_id is neither its site's nor its organization's";
                    }
                    UUID owner = PlaceRows.organizationOf(sql, chain.id()).orElse(null);
                    return Objects.equals(owner, row.getOrganizationId())
                            ? null
                            : "it is said to be of organization " + row.getOrganizationId();
                })
                .orElse(null);
    }

    private List<Finding> signedHeads(ChainId chain, List<Kept> kept) {
        Set<String> keys = database.read(sql -> introduced(sql, chain));
        own.verifying().ifPresent(k -> keys.add(k.id()));
        List<Finding> findings = new ArrayList<>();
        Map<String, Kept> sound = new HashMap<>();
        Set<String> inTable = new HashSet<>();
        for (Kept k : kept) {
            String fault = k.head.fault();
            if (fault == null && !keys.contains(k.head.keyId())) {
                fault = "it is signed by key " + k.head.keyId() + ", which no event of the chain introduced";
            }
            if (fault == null) {
                sound.put(k.head.body(), k);
            } else {
                findings.add(new Finding.BadSignature(k.head.seq(), k.head.day() + ", in " + where(k.inTable), fault));
            }
            if (k.inTable) {
                inTable.addAll(List.of(k.head.day().toString(), k.head.body()));
            }
        }
        sound.values().forEach(k -> {
            String day = k.head.day().toString();
            // The other way round there is nothing to say: what was just signed may not have reached the file yet.
            if (!k.inTable && !inTable.contains(day) && !inTable.contains(k.head.body())) {
                findings.add(new Finding.HeadMissing(k.head.seq(), day, TABLE));
            }
        });
        return findings;
    }

    private String where(boolean inTable) {
        return inTable ? TABLE : file.path().getFileName().toString();
    }

    private static Set<String> introduced(DSLContext sql, ChainId chain) {
        return sql
                .select(EVENTS.SUBJECT)
                .from(EVENTS)
                .where(EVENTS.CHAIN_ID.eq(chain.id()))
                .and(EVENTS.KIND.eq(HeadSigning.KEY_MADE))
                .fetch(EVENTS.SUBJECT)
                .stream()
                .filter(s -> s.startsWith("key:"))
                .map(s -> s.substring("key:".length()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Lines that nobody can read belong to no chain; they are told with the first. */
    private static void damaged(HeadsFile.Content beside, List<Verification> found) {
        if (beside.damaged().isEmpty() || found.isEmpty()) {
            return;
        }
        Verification first = found.getFirst();
        List<Finding> findings = new ArrayList<>(first.findings());
        beside.damaged()
                .forEach(line ->
                        findings.add(new Finding.BadSignature(0, "line " + line + " of heads.jsonl", "it cannot be read")));
        found.set(
                0, new Verification(first.chain(), first.events(), first.head(), findings, false, first.strays()));
    }

    /** An event that lies in another chain is missing in its own: one row was changed, and one finding says so. */
    private static List<Verification> moved(List<Verification> found) {
        Set<String> elsewhere = new HashSet<>();
        found.forEach(v -> v.strays().forEach(elsewhere::add));
        if (elsewhere.isEmpty()) {
            return found;
        }
        return found.stream()
                .map(v -> new Verification(
                        v.chain(),
                        v.events(),
                        v.head(),
                        v.findings().stream()
                                .filter(f -> !missing(f, v.chain(), elsewhere))
                                .toList(),
                        v.cancelled()))
                .toList();
    }

    private static boolean missing(Finding finding, ChainId chain, Set<String> elsewhere) {
        return switch (finding) {
            case Finding.Removed(long seq, long last) -> seq == last && elsewhere.contains(chain.id() + " " + seq);
            case Finding.Cut(long seq, long known) -> seq == known && elsewhere.contains(chain.id() + " " + seq);
            default -> false;
        };
    }
}
