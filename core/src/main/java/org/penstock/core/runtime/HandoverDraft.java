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
import org.penstock.core.alert.CorrectiveAction;
import org.penstock.core.consent.Signoff;
import org.penstock.core.control.OwedRunQuery;
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

    /**
     * What only the record knows.
     *
     * @param actions that wait to be verified
     * @param owed planned starts that did not take place
     */
    record Kept(
            List<Signoff> signoffs, List<Hold> holds, List<CorrectiveAction> actions, List<OwedRunQuery.Owed> owed) {
        static final Kept NOTHING = new Kept(List.of(), List.of(), List.of(), List.of());
    }

    static SortedMap<String, String> of(FacilitySnapshot now, Kept kept) {
        HandoverDraft draft = new HandoverDraft(now);
        draft.add("shift", draft.shift());
        draft.add("overrides", draft.overrides());
        draft.add("alerts", draft.alerts());
        draft.add("interlocks", draft.interlocks());
        draft.add("shelved", draft.shelved());
        draft.add("actions", kept.actions().stream().map(draft::action));
        draft.add("runs", draft.runs(kept.owed()));
        draft.add("devices", draft.devices());
        draft.add(
                "signoffs",
                kept.signoffs().stream()
                        .map(s -> s.summary() + " Asked by " + s.requester().actor() + ", until "
                                + draft.when(s.expiresAt()) + ", " + s.state().word()));
        draft.add(
                "holds",
                kept.holds().stream()
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
        return now.control().outputs().stream()
                .filter(o -> o.leftSeconds() > 0 && o.why().contains("by "))
                .map(o -> o.name() + " is held at " + ProposalText.value(o.wanted()) + " until "
                        + when(now.at().plusSeconds(Math.round(o.leftSeconds()))) + ": " + o.why());
    }

    private Stream<String> alerts() {
        Predicate<AlertSnapshot.Alert> open = a -> a.resolved() == null && a.shelf() == null;
        return now.alerts().open().stream()
                .filter(open)
                .map(a -> a.severity().name().toLowerCase(Locale.ROOT) + " since " + when(a.raised()) + ": " + a.text()
                        + (a.acknowledged() == null
                                ? ", not acknowledged"
                                : ", acknowledged by " + a.acknowledgedBy()));
    }

    private Stream<String> shelved() {
        return now.alerts().shelves().stream()
                .map(s -> s.severity().name().toLowerCase(Locale.ROOT) + ", shelved by " + s.by() + " until "
                        + when(now.at().plusSeconds(Math.round(s.leftSeconds()))) + " (alert " + s.no() + "): "
                        + s.text() + ", because " + s.reason());
    }

    private String action(CorrectiveAction a) {
        return "Action " + a.no() + " for alert " + a.alertNo() + ", by " + a.actor() + " since " + when(a.at()) + ": "
                + oneLine(a.problem()) + ". " + oneLine(a.action()) + " Somebody else verifies it";
    }

    private static String oneLine(String text) {
        return String.join(" ", text.lines().toList());
    }

    private Stream<String> interlocks() {
        Stream<String> bypassed = now.control().interlocks().stream()
                .flatMap(i -> i.bypasses().stream()
                        .map(b -> i.name() + " does not hold " + b.outputName() + " until "
                                + when(now.at().plusSeconds(Math.round(b.leftSeconds()))) + ": bypassed by "
                                + b.askedBy()
                                + ", signed by " + b.signedBy() + ", because " + b.reason()));
        Stream<String> tripped = now.control().interlocks().stream()
                .filter(ControlSnapshot.Interlock::tripped)
                .map(i -> i.name() + " is tripped: " + i.why());
        return Stream.concat(bypassed, tripped);
    }

    private Stream<String> runs(List<OwedRunQuery.Owed> past) {
        Stream<String> missed = past.stream()
                .map(o -> o.program() + " was due " + when(o.planned()) + " and did not run, " + o.state() + ": "
                        + o.reason());
        Stream<String> running = now.control().running().stream()
                .map(r -> "Run " + r.no() + " of " + r.programName() + " is " + r.state() + ", "
                        + ProposalText.time(r.remainingSeconds()) + " left");
        Stream<String> owed = now.control().programs().stream()
                .flatMap(p -> p.next().stream()
                        .filter(at -> at.isBefore(now.at().plusSeconds(12 * 3_600)))
                        .map(at -> p.name() + " is due " + when(at)));
        return Stream.concat(missed, Stream.concat(running, owed));
    }

    private Stream<String> devices() {
        return now.field().devices().stream()
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
