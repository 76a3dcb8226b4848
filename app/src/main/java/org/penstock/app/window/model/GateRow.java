package org.penstock.app.window.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Bypass;
import org.penstock.core.runtime.ControlSnapshot;

/**
 * One interlock as a gate of one output.
 *
 * @param interlock what a person calls the interlock
 * @param output what a person calls the output
 * @param subject of a request to bypass it
 * @param state clear, tripped, waiting for a reset, or bypassed for this output
 * @param why what tripped it; who bypassed it, until when and why; why it never can be; "" when there is nothing to say
 * @param reset asks to reset it, null while it does not wait for that
 * @param end ends the bypass, null while there is none
 * @param bypassable whether others can be asked to let the output pass it
 */
public record GateRow(
        String key,
        String interlock,
        String output,
        String subject,
        Mark mark,
        String state,
        String why,
        @Nullable Ask reset,
        @Nullable Ask end,
        boolean bypassable)
        implements Keyed {
    static GateRow of(ControlSnapshot.Interlock interlock, ControlSnapshot.Output output, Beat beat) {
        Words words = beat.words();
        InterlockRow row = InterlockRow.of(interlock, beat);
        Optional<ControlSnapshot.Bypass> bypass = interlock.bypasses().stream()
                .filter(b -> b.output().equals(output.key()))
                .findFirst();
        String subject = Bypass.subject(interlock.key(), output.key());
        boolean holds = interlock.tripped() || interlock.latched();
        String why = bypass.map(b -> BypassLine.by(b, beat)).orElse("");
        if (!interlock.why().isEmpty()) {
            why = why.isEmpty() ? interlock.why() : why + "\n" + words.of("bypass.would", interlock.why());
        }
        if (holds && !interlock.never().isEmpty()) {
            why = why + "\n" + words.of("bypass.never", interlock.never());
        }
        return new GateRow(
                row.key(),
                interlock.name(),
                output.name(),
                subject,
                bypass.isPresent() ? Mark.BYPASSED : holds ? Mark.TRIPPED : Mark.NONE,
                bypass.isPresent() ? words.of("interlock.bypassed") : InterlockRow.state(interlock, words),
                why,
                row.resettable() ? row.reset() : null,
                bypass.isPresent()
                        ? Ask.plain(Bypass.END, subject, words.of("ask.bypass-end", interlock.name(), output.name()))
                        : null,
                bypass.isEmpty() && interlock.never().isEmpty());
    }

    /** Asks others to let the output pass for so many minutes. */
    public Ask bypass(double minutes, String reason, Words words, Times times) {
        return new Ask(
                Bypass.BEGIN,
                subject,
                Double.NaN,
                Math.round(minutes * 60),
                reason,
                words.of("ask.bypass", interlock, output, times.exactly(minutes * 60)));
    }

    /** What a person wrote, or what to mend. A decimal comma counts as a point. */
    public OutputRequest.Checked check(String minutes, String reason, Words words, Times times) {
        double time = OutputRequest.number(minutes);
        double least = Bypass.SHORTEST_MICROS / 60e6;
        double most = Bypass.LONGEST_MICROS / 60e6;
        if (!(time >= least && time <= most)) {
            return new OutputRequest.Checked(
                    null, words.of("bypass.no-minutes", words.number(least, 0), words.number(most, 0)));
        }
        return reason.isBlank()
                ? new OutputRequest.Checked(null, words.of("bypass.no-reason"))
                : new OutputRequest.Checked(bypass(time, reason.strip(), words, times), "");
    }
}
