package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.DeviceRow.DeviceValue;
import org.penstock.core.runtime.FacilityChange;

/**
 * A sensor on its way out of the facility file and a new one on its way in: what was written, what it would change, what
 * came of it. Going back loses nothing. Used by one thread.
 */
public final class ReplaceModel {
    private final DeviceRow device;
    private final Words words;
    private Step step = Step.WRITE;
    private Written written = Written.EMPTY;
    private @Nullable FacilityChange plan;
    private List<String> sentences = List.of();
    private String told = "";
    private boolean waiting;

    /** The steps, in order. */
    public enum Step {
        /** Which sensor, and what the new one is called. */
        WRITE,
        /** What changes, and why. */
        APPLY,
        /** What came of it. */
        DONE
    }

    /**
     * What a person wrote.
     *
     * @param stream {@link CalibrationRequest#label} of the chosen stream, "" when none is
     * @param key of the new stream
     * @param name what it is called, "" for the same
     * @param address YAML in one line, "" for the same
     */
    public record Written(String stream, String key, String name, String address) {
        /** Nothing yet. */
        public static final Written EMPTY = new Written("", "", "", "");

        /** Nothing between the ends of what was typed but what was meant. */
        Written stripped() {
            return new Written(stream, key.strip(), name.strip(), address.strip());
        }
    }

    public ReplaceModel(DeviceRow device, Words words) {
        this.device = device;
        this.words = words;
    }

    public DeviceRow device() {
        return device;
    }

    public Step step() {
        return step;
    }

    public Written written() {
        return written;
    }

    /** What would change or has changed, in sentences. */
    public List<String> sentences() {
        return sentences;
    }

    /** What hinders the next step, or what is waited for; "" when there is nothing to say. */
    public String told() {
        return told;
    }

    /** Whether an answer is waited for. */
    public boolean waiting() {
        return waiting;
    }

    /** The change as it was planned, null when it cannot be applied. */
    public @Nullable FacilityChange applicable() {
        return plan != null && plan.applicable() ? plan : null;
    }

    /** Key of the stream that is chosen, "" when none is. */
    public String old() {
        return device.values().stream()
                .filter(v -> CalibrationRequest.label(v, words).equals(written.stream()))
                .map(DeviceValue::id)
                .findFirst()
                .orElse("");
    }

    /** A key for what comes after a stream, as people count: {@code air}, {@code air-2}, {@code air-3}. */
    public String keyAfter(String label) {
        Set<String> taken = device.values().stream().map(DeviceValue::id).collect(Collectors.toSet());
        return device.values().stream()
                .filter(v -> CalibrationRequest.label(v, words).equals(label))
                .map(v -> keyAfter(v.id(), taken))
                .findFirst()
                .orElse("");
    }

    private static String keyAfter(String key, Set<String> taken) {
        int dash = key.lastIndexOf('-');
        String number = key.substring(dash + 1);
        boolean counted = dash > 0 && number.matches("[0-9]{1,4}");
        String stem = counted ? key.substring(0, dash) : key;
        int next = counted ? Integer.parseInt(number) + 1 : 2;
        while (taken.contains(stem + "-" + next)) {
            next++;
        }
        return stem + "-" + next;
    }

    /** The person wrote this. @return whether it can be asked what it would change; otherwise {@link #told} says what is missing */
    public boolean write(Written next) {
        written = next.stripped();
        told = old().isEmpty()
                ? words.of("replace.no-stream")
                : written.key().isEmpty() ? words.of("replace.no-key") : "";
        return told.isEmpty();
    }

    /** Something was asked of the facility. */
    public void wait(String what) {
        waiting = true;
        told = what;
    }

    /** It would change so. @param references how many places refer to the new stream then */
    public void planned(int references, FacilityChange change) {
        waiting = false;
        plan = change;
        List<String> next = new ArrayList<>();
        next.add(words.of(
                references == 1 ? "replace.takes-one" : "replace.takes",
                written.key(),
                old(),
                Integer.toString(references)));
        next.addAll(PlanText.problems(change, "", words));
        next.addAll(PlanText.sentences(change, words));
        sentences = List.copyOf(next);
        told = change.applicable() ? "" : words.of("replace.not-applicable");
        step = Step.APPLY;
    }

    /** It has been done, and this is what the facility says. */
    public void done(String answer) {
        waiting = false;
        sentences = List.of(
                answer,
                words.of("replace.done", written.key()),
                words.of("replace.history", old()),
                words.of("replace.calibration"));
        told = "";
        step = Step.DONE;
    }

    /** Nothing is waited for any more, and this is why it did not go on. */
    public void tell(String what) {
        waiting = false;
        told = what;
    }

    /** Goes back to what was written. */
    public void back() {
        if (step == Step.APPLY && !waiting) {
            step = Step.WRITE;
            plan = null;
            told = "";
        }
    }
}
