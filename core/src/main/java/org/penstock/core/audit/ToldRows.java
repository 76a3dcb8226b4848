package org.penstock.core.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;

/**
 * What sound events told of rows, to be compared with the rows as they stand, both ways: one without an event was written
 * behind the program, an event without its row shows what was taken away, another digest that a column was changed.
 */
public final class ToldRows {
    private final Map<Key, Told> newest = new HashMap<>();
    private final List<RowFinding> adopted = new ArrayList<>();
    private final Set<Key> unbelieved = new HashSet<>();
    private final Set<String> damagedSubjects = new HashSet<>();
    private final List<String> damagedBodies = new ArrayList<>();

    private record Told(String digest, String subject, long seq, String kind) {}

    private ToldRows() {}

    /** @param read events in the order in which they were recorded */
    public static ToldRows of(List<SoundEvents.Read> read) {
        return of(read, null);
    }

    /**
     * What events of several chains told.
     *
     * @param number name of the value that counts their changes; null = they are in their order
     */
    public static ToldRows of(List<SoundEvents.Read> read, @Nullable String number) {
        ToldRows told = new ToldRows();
        List<EventQuery.Event> sound = new ArrayList<>();
        for (SoundEvents.Read r : read) {
            EventQuery.Event event = r.event();
            if (event == null) {
                told.damagedSubjects.add(r.subject());
                told.damagedBodies.add(r.body());
            } else {
                sound.add(event);
            }
        }
        if (number != null) {
            sound.sort(Comparator.comparingLong(e -> numeric(e.data().getOrDefault(number, "0"))));
        }
        boolean known = false;
        for (EventQuery.Event event : sound) {
            Map<Key, String> rows = Evidence.read(event.data());
            boolean adopts = event.kind().equals(Adoption.ADOPTED);
            if (adopts && known) {
                told.unbelieved.addAll(rows.keySet());
                told.adopted.add(new RowFinding(
                        "events",
                        Long.toString(event.seq()),
                        "it takes rows over that the record knew already, which the program never does"));
            } else if (!rows.isEmpty()) {
                known |= !adopts;
                rows.forEach((key, digest) ->
                        told.newest.put(key, new Told(digest, event.subject(), event.seq(), event.kind())));
            }
        }
        return told;
    }

    private static long numeric(String number) {
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
    }

    /** What is wrong with one row that is about to be relied on. */
    public Optional<RowFinding> doubt(Row row) {
        Told told = newest.get(row.key());
        if (told == null) {
            return Optional.of(finding(row, "it was never recorded: the chain has no event of it"));
        }
        if (Evidence.gone(told.digest)) {
            return Optional.of(finding(row, "it is there, and event " + told.seq + " took it away"));
        }
        return told.digest.equals(row.digest())
                ? Optional.empty()
                : Optional.of(finding(
                        row,
                        "it is not as event " + told.seq + " (" + told.kind + ") recorded it: a column was changed"));
    }

    /**
     * Compares everything that there is. Keeps still about rows that only a damaged event speaks of: that one the chain's
     * verifier names.
     *
     * @param tables those compared: an event can tell of others too
     * @param rows all rows of the scope
     * @param chains where else an event of a row may be, whatever its columns say now
     */
    public List<RowFinding> compare(
            DSLContext sql, Collection<ChainId> chains, Set<Table<?>> tables, Collection<Row> rows) {
        List<RowFinding> findings = new ArrayList<>(adopted);
        Map<Key, Told> left = new TreeMap<>(newest);
        Set<String> names = tables.stream().map(Table::getName).collect(Collectors.toSet());
        left.entrySet()
                .removeIf(t -> Evidence.gone(t.getValue().digest)
                        || !names.contains(t.getKey().table()));
        List<Row> strange = new ArrayList<>();
        for (Row row : rows) {
            Told told = left.remove(row.key());
            if (told == null) {
                strange.add(row);
            } else if (!silent(row.key(), row.subject())) {
                doubt(row).ifPresent(findings::add);
            }
        }
        for (Row row : strange) {
            Optional<Key> other = left.entrySet().stream()
                    .filter(e -> e.getKey().table().equals(row.key().table())
                            && e.getValue().digest.equals(row.digest()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (other.isPresent()) {
                left.remove(other.get());
                findings.add(new RowFinding(
                        row.key().table(),
                        other.get().id().toString(),
                        "it calls itself " + row.key().id() + " now"));
            } else if (!silent(row.key(), row.subject())
                    && (unbelieved.contains(row.key())
                            || chains.stream().noneMatch(c -> SoundEvents.anyHolds(sql, c, row.key() + "=")))) {
                findings.add(finding(row, "it was never recorded: the chain has no event of it"));
            } else if (newest.containsKey(row.key()) && !silent(row.key(), row.subject())) {
                doubt(row).ifPresent(findings::add);
            }
        }
        left.forEach((key, told) -> {
            if (!silent(key, told.subject)) {
                findings.add(new RowFinding(
                        key.table(),
                        key.id().toString(),
                        "it is gone: only its events are left, the last is event " + told.seq + " (" + told.kind + ", "
                                + told.subject + ")"));
            }
        });
        return findings;
    }

    private boolean silent(Key key, String subject) {
        return damagedSubjects.contains(subject)
                || damagedBodies.stream().anyMatch(b -> b.contains(key.id().toString()));
    }

    private static RowFinding finding(Row row, String what) {
        return new RowFinding(
                row.key().table(),
                row.key().id().toString(),
                what + (row.label().isEmpty() ? "" : " (" + row.label() + ")"));
    }
}
