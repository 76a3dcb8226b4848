package org.penstock.app.window.model.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.core.runtime.FacilityRecord.Event;

/**
 * One event whole, beside what the record tells of its subject.
 *
 * @param facts who, role, workstation, session, when, why
 * @param says what it says, old → new
 * @param before heading of the comparison with the event before about the same subject
 * @param difference names that came, changed or went; empty when they say the same
 * @param stateOf heading of the state
 * @param state last told value of every name, with when and by whom
 */
public record EventDetail(
        String title,
        List<Fact> facts,
        List<Fact> says,
        String before,
        List<Fact> difference,
        String stateOf,
        List<Fact> state) {
    public EventDetail {
        facts = List.copyOf(facts);
        says = List.copyOf(says);
        difference = List.copyOf(difference);
        state = List.copyOf(state);
    }

    /**
     * @param event the one chosen
     * @param about every event about its subject up to the moment of the state, newest first
     * @param asOf moment of the state, null = as of the event
     * @param whole whether {@code about} reaches to the first event
     */
    public static EventDetail of(
            Event event,
            List<Event> about,
            @Nullable Instant asOf,
            boolean whole,
            UnaryOperator<String> names,
            Instant now,
            Words words,
            Times times) {
        EventData data = EventData.of(event.data());
        List<Fact> says = new ArrayList<>();
        data.changes()
                .forEach(c -> says.add(
                        new Fact(c.name(), c.old() == null ? c.now() : words.of("record.old-new", c.old(), c.now()))));
        Event before =
                about.stream().filter(e -> e.seq() < event.seq()).findFirst().orElse(null);
        List<Event> until = about.stream()
                .filter(e -> asOf == null ? e.seq() <= event.seq() : !e.at().isAfter(asOf))
                .toList();
        return new EventDetail(
                words.of("record.title-of", event.kind(), event.subject()),
                facts(event, data, names, words, times),
                says,
                before == null
                        ? words.of(whole ? "record.first" : "record.before-unread")
                        : words.of(
                                "record.against",
                                Long.toString(before.seq()),
                                before.kind(),
                                moment(before.at(), now, words, times)),
                before == null ? List.of() : difference(EventData.of(before.data()), data, words),
                words.of(
                        whole ? "record.state-of" : "record.state-of-part",
                        event.subject(),
                        moment(asOf == null ? event.at() : asOf, now, words, times),
                        Integer.toString(until.size())),
                state(until, names, now, words, times));
    }

    private static List<Fact> facts(Event e, EventData data, UnaryOperator<String> names, Words words, Times times) {
        List<Fact> facts = new ArrayList<>();
        String name = names.apply(e.actor());
        facts.add(new Fact(
                words.of("record.who"), name.equals(e.actor()) ? name : words.of("record.who-named", name, e.actor())));
        facts.add(new Fact(
                words.of("record.when"),
                words.of("record.exactly", times.date(e.at()), times.millis(e.at()), times.zone(e.at()))));
        add(facts, words.of("record.role"), data.by("roles"));
        add(facts, words.of("record.workstation"), data.by("workstation"));
        add(facts, words.of("record.session"), data.by("session"));
        add(facts, words.of("record.reason"), data.reason());
        facts.add(new Fact(words.of("record.number"), Long.toString(e.seq())));
        return facts;
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private static String moment(Instant at, Instant now, Words words, Times times) {
        return words.of("time.day-minute", times.day(at, now), times.clock(at));
    }

    private static Map<String, String> told(EventData data) {
        Map<String, String> told = new TreeMap<>();
        data.changes().forEach(c -> told.put(c.name(), c.now()));
        return told;
    }

    private static List<Fact> difference(EventData before, EventData now, Words words) {
        Map<String, String> was = told(before);
        Map<String, String> is = told(now);
        TreeSet<String> all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        List<Fact> lines = new ArrayList<>();
        for (String name : all) {
            String a = was.get(name);
            String b = is.get(name);
            if (a == null && b != null) {
                lines.add(new Fact(words.of("record.came", name), b));
            } else if (a != null && b == null) {
                lines.add(new Fact(words.of("record.went", name), a));
            } else if (a != null && b != null && !a.equals(b)) {
                lines.add(new Fact(words.of("record.changed", name), words.of("record.old-new", a, b)));
            }
        }
        return lines;
    }

    private static List<Fact> state(
            List<Event> newestFirst, UnaryOperator<String> names, Instant now, Words words, Times times) {
        Map<String, Fact> state = new TreeMap<>();
        for (Event e : newestFirst.reversed()) {
            EventData.of(e.data())
                    .changes()
                    .forEach(c -> state.put(
                            c.name(),
                            new Fact(
                                    c.name(),
                                    words.of(
                                            "record.state-line",
                                            c.now(),
                                            moment(e.at(), now, words, times),
                                            names.apply(e.actor())))));
        }
        return List.copyOf(state.values());
    }
}
