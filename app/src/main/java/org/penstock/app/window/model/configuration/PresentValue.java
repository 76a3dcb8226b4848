package org.penstock.app.window.model.configuration;

import java.util.Optional;
import org.penstock.app.window.model.Beat;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** What a stream says now, in words, beside what is written about it. */
public final class PresentValue {
    private PresentValue() {}

    /** @param stream its key, "" for none @return "" where there is no such stream in force */
    public static String of(Beat beat, String stream) {
        Optional<Stream> found = stream.isEmpty()
                ? Optional.empty()
                : beat.snapshot().field().streams().stream()
                        .filter(s -> s.key().equals(stream))
                        .findFirst();
        return found.map(s -> of(beat, s)).orElse("");
    }

    private static String of(Beat beat, Stream s) {
        if (!Double.isFinite(s.ageSeconds())) {
            return beat.words().of("config.now-never", s.name());
        }
        String word = s.word(s.value());
        String number = word != null ? word : beat.words().number(s.value(), s.decimals());
        String value =
                s.unit().isEmpty() || word != null ? number : beat.words().of("config.value", number, s.unit());
        double age = s.ageSeconds() + (beat.lost() ? beat.moment().silentSeconds() : 0);
        return s.bad() || s.stale() || beat.lost()
                ? beat.words()
                        .of("config.now-doubt", s.name(), value, beat.times().span(age))
                : beat.words().of("config.now", s.name(), value);
    }
}
