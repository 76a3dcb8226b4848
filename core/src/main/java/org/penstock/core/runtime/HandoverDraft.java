package org.penstock.core.runtime;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.penstock.core.consent.Signoff;
import org.penstock.core.inventory.Hold;

/** What one shift must know of the last, gathered from the facility itself: nobody has to remember it at six in the morning. */
final class HandoverDraft {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final int MOST = 200;

    private final FacilitySnapshot now;
    private final ZoneId zone;
    private final SortedMap<String, String> content = new TreeMap<>();

    private HandoverDraft(FacilitySnapshot now) {
        this.now = now;
        this.zone = now.site().zone();
    }

    static SortedMap<String, String> of(FacilitySnapshot now, List<Signoff> signoffs, List<Hold> holds) {
        HandoverDraft draft = new HandoverDraft(now);
        draft.add("shift", draft.shift());
        draft.add("overrides", draft.overrides());
        draft.add("alerts", draft.alerts());
        draft.add("interlocks", draft.interlocks());
        draft.add("runs", draft.runs());
        draft.add("devices", draft.devices());
        draft.add(
                "signoffs",
                signoffs.stream()
                        .map(s -> s.summary() + " Asked by " + s.requester().actor() + ", until "
                                + draft.when(s.expiresAt()) + ", " + s.state().word()));
        draft.add(
                "holds",
                holds.stream()
                        .map(h -> "Lot " + h.lotNo() + ", " + h.reason().word() + ", by " + h.placedBy() + " since "
                                + draft.when(h.placedAt()) + ": " + h.note()));
        return draft.content;
    }

    private void add(String topic, Stream<String> lines) {
        List<String> all = lines.limit(MOST).toList();
        if (!all.isEmpty()) {
            content.put(topic, String.join("\n", all));
        }
    }

    private Stream<String> shift() {
        return now.site().shifts().at(LocalDateTime.ofInstant(now.at(), zone)).stream()
                .map(on -> on.name() + ", until " + WHEN.format(on.until()));
    }

    private Stream<String> overrides() {
        return now.outputs().stream()
                .filter(o -> o.leftSeconds() > 0 && o.why().contains("by "))
                .map(o -> o.name() + " is held at " + ProposalText.value(o.wanted()) + " until "
                        + when(now.at().plusSeconds(Math.round(o.leftSeconds()))) + ": " + o.why());
    }

    private Stream<String> alerts() {
        Predicate<FacilitySnapshot.Alert> open = a -> a.resolved() == null;
        return now.alerts().stream()
                .filter(open)
                .map(a -> a.severity().name().toLowerCase(Locale.ROOT) + " since " + when(a.raised()) + ": " + a.text()
                        + (a.acknowledged() == null
                                ? ", not acknowledged"
                                : ", acknowledged by " + a.acknowledgedBy()));
    }

    private Stream<String> interlocks() {
        Stream<String> bypassed = now.interlocks().stream()
                .flatMap(i -> i.bypasses().stream()
                        .map(b -> i.name() + " does not hold " + b.outputName() + " until "
                                + when(now.at().plusSeconds(Math.round(b.leftSeconds()))) + ": bypassed by "
                                + b.askedBy()
                                + ", signed by " + b.signedBy() + ", because " + b.reason()));
        Stream<String> tripped = now.interlocks().stream()
                .filter(FacilitySnapshot.Interlock::tripped)
                .map(i -> i.name() + " is tripped: " + i.why());
        return Stream.concat(bypassed, tripped);
    }

    private Stream<String> runs() {
        Stream<String> running = now.running().stream()
                .map(r -> "Run " + r.no() + " of " + r.programName() + " is " + r.state() + ", "
                        + ProposalText.time(r.remainingSeconds()) + " left");
        Stream<String> owed = now.programs().stream()
                .flatMap(p -> p.next().stream()
                        .filter(at -> at.isBefore(now.at().plusSeconds(12 * 3_600)))
                        .map(at -> p.name() + " is due " + when(at)));
        return Stream.concat(running, owed);
    }

    private Stream<String> devices() {
        return now.devices().stream()
                .filter(d -> d.state().equals("maintenance") || d.presence().equals("offline"))
                .map(d -> d.name()
                        + (d.state().equals("maintenance")
                                ? " is out of service, by " + d.stateBy() + ": " + d.stateReason()
                                : " is silent: " + d.why()));
    }

    private String when(Instant at) {
        return WHEN.format(at.atZone(zone));
    }
}
