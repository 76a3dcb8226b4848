package org.penstock.core.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.consent.Signoff;

/**
 * What whoever signs that rules may drive is told of them: how long each looked on, and what it would have done meanwhile.
 *
 * @param sentences one a rule
 * @param facts the same as names and values, to be signed
 */
record Promotion(List<String> sentences, SortedMap<String, String> facts) {
    private static final String NAME = "shadow.";
    private static final int LONGEST = 1_000;

    /** @param shadows what was seen until now */
    static Promotion of(RuleModes modes, List<ControlSnapshot.Shadow> shadows) {
        List<String> sentences = new ArrayList<>();
        SortedMap<String, String> facts = new TreeMap<>();
        for (RuleModes.Promoted promoted : modes.promoted()) {
            String key = promoted.was().key();
            Optional<ControlSnapshot.Shadow> seen =
                    shadows.stream().filter(s -> s.rule().equals(key)).findFirst();
            String name = NAME + key + ".";
            facts.put(name + "since", seen.map(s -> s.since().toString()).orElse("unknown"));
            facts.put(name + "ran_seconds", seen.map(s -> whole(s.ranSeconds())).orElse("unknown"));
            facts.put(
                    name + "openings",
                    seen.map(s -> Long.toString(s.openings())).orElse("unknown"));
            facts.put(name + "on_seconds", seen.map(s -> whole(s.onSeconds())).orElse("unknown"));
            facts.put(name + "changed", Boolean.toString(promoted.otherwise()));
            sentences.add(promoted.is().name() + " drives from now on. "
                    + seen.map(Promotion::inWords).orElse("What it did in shadow is not known.")
                    + (promoted.otherwise()
                            ? " It is changed at the same time: as it is written now it never looked on."
                            : ""));
        }
        return new Promotion(sentences, facts);
    }

    /** {@code It looked on for 6 d 3 h and would have opened Valve 1 14 times, 1 h 12 min in all.} */
    static String inWords(ControlSnapshot.Shadow s) {
        String times = s.openings() == 1 ? "once" : s.openings() + " times";
        return "It looked on for " + ProposalText.time(s.ranSeconds()) + " and would have "
                + (s.openings() == 0
                        ? "left " + s.outputName() + " as it was."
                        : "opened " + s.outputName() + " " + times + ", " + ProposalText.time(s.onSeconds())
                                + " in all.");
    }

    private static String whole(double seconds) {
        return Long.toString(Math.round(seconds));
    }

    /** One sentence for whoever signs. */
    String summary(String change) {
        String all = sentences.isEmpty() ? change : String.join(" ", sentences) + " " + change;
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 1) + "…";
    }

    /** What was told when it was asked for. */
    static SortedMap<String, String> facts(Signoff signoff) {
        SortedMap<String, String> facts = new TreeMap<>();
        signoff.payload().forEach((name, value) -> {
            if (name.startsWith(NAME)) {
                facts.put(name, value);
            }
        });
        return facts;
    }
}
