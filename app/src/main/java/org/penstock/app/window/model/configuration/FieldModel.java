package org.penstock.app.window.model.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.penstock.core.facility.FacilityEdit;

/**
 * One word of an element, to be filled in.
 *
 * @param label what a person calls it
 * @param hint what it means, as the schema of the file says
 * @param value as it stands in the control; of an amount the number
 * @param unit of an amount, "" for none
 * @param choices of a choice, or the units of an amount
 * @param required whether the file is refused without it
 * @param told what the check says of it
 */
public record FieldModel(
        String word,
        String label,
        String hint,
        Control control,
        String value,
        String unit,
        List<Choice> choices,
        boolean required,
        List<String> told) {
    private static final String ALL = "all";

    public FieldModel {
        choices = List.copyOf(choices);
        told = List.copyOf(told);
    }

    /** How it is filled in. */
    public enum Control {
        /** It never changes. */
        FIXED,
        TEXT,
        /** One of the choices; "" where it need not be written. */
        CHOICE,
        /** A number and its unit. */
        AMOUNT,
        /** A number and a unit of time, written without a gap. */
        SPAN,
        /** Several words with commas between. */
        LIST,
        /** YAML in one line. */
        YAML,
        /** Too deep for a field: it is changed in the text. */
        DEEP
    }

    /** @param word as it is written @param label as it is read */
    public record Choice(String word, String label) {}

    /** What is written in the file for what stands in the control, "" for nothing. */
    public String yaml(String nextValue, String nextUnit) {
        String text = nextValue.strip();
        if (text.isEmpty()) {
            return "";
        }
        return switch (control) {
            case FIXED, TEXT, CHOICE -> FacilityEdit.value(text);
            case AMOUNT -> FacilityEdit.value(nextUnit.isEmpty() ? text : text + " " + nextUnit);
            case SPAN -> FacilityEdit.value(text + nextUnit);
            case LIST ->
                text.equals(ALL)
                        ? ALL
                        : Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(s -> !s.isEmpty())
                                .map(FacilityEdit::value)
                                .collect(Collectors.joining(", ", "[", "]"));
            case YAML, DEEP -> text;
        };
    }

    /** Whether what is measured now can be compared with it: a difference cannot. */
    public boolean comparable() {
        return control == Control.AMOUNT && !word.equals("hysteresis");
    }

    /** This field with what the check says of it. */
    FieldModel telling(List<String> next) {
        return new FieldModel(word, label, hint, control, value, unit, choices, required, next);
    }
}
