package org.penstock.app.window.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FacilityChange;

/**
 * A device on its way into the facility file: what was picked, described, written and checked. Going back loses nothing;
 * a text that a person changed stays theirs until they ask for it anew. Used by one thread.
 */
public final class AddModel {
    private final Words words;
    private Step step = Step.LINK;
    private NewDevice device = NewDevice.EMPTY;
    private String text = "";
    private boolean ownText;
    private @Nullable FacilityChange plan;
    private String checked = "";
    private LookModel preview = LookModel.NONE;
    private String reason = "";
    private String told = "";
    private boolean waiting;

    /** The steps, in order. */
    public enum Step {
        /** Which link, and what a look found on it. */
        LINK("add.step.link"),
        /** What the device is called, where it stands, what it measures. */
        DEVICE("add.step.device"),
        /** The text that makes, and whether the facility can take it. */
        TEXT("add.step.text"),
        /** What its streams would say. */
        PREVIEW("add.step.preview"),
        /** What changes, and why. */
        APPLY("add.step.apply");

        private final String wordKey;

        Step(String wordKey) {
            this.wordKey = wordKey;
        }

        /** Bundle key of its name. */
        public String wordKey() {
            return wordKey;
        }
    }

    public AddModel(Words words) {
        this.words = words;
    }

    public Step step() {
        return step;
    }

    public NewDevice device() {
        return device;
    }

    public String text() {
        return text;
    }

    /** Key of the device as the text has it, which a person may have changed. */
    public String deviceKey() {
        return Inventory.of(List.of(device.file(text))).devices().stream()
                .map(Inventory.DeviceEntry::key)
                .findFirst()
                .orElse(device.key());
    }

    /** Whether a person changed the text, so that it no longer follows the description. */
    public boolean ownText() {
        return ownText;
    }

    /** What the text as it stands would change, null when that was not asked or the text changed since. */
    public @Nullable FacilityChange plan() {
        return text.equals(checked) ? plan : null;
    }

    public LookModel preview() {
        return preview;
    }

    public String reason() {
        return reason;
    }

    /** What hinders the next step, or what came of the last; "" when there is nothing to say. */
    public String told() {
        return told;
    }

    /** Whether an answer is waited for. */
    public boolean waiting() {
        return waiting;
    }

    /** Whether anything would be lost by leaving. */
    public boolean dirty() {
        return ownText || !device.equals(new NewDevice(device.link(), "", "", "", "", List.of()));
    }

    /** It is reached over {@code link}, and these findings are of it; goes on to its description. */
    public void take(String link, List<FindingRow> picks) {
        describe(device.with(link, picks));
        to(Step.DEVICE);
    }

    /** The person describes it so. */
    public void describe(NewDevice next) {
        boolean same = next.equals(device);
        device = next;
        if (!same && !ownText) {
            text = "";
        }
    }

    /** The person wrote the text so. */
    public void write(String next) {
        if (!next.equals(text)) {
            text = next;
            ownText = true;
        }
    }

    /** The text follows the description again. */
    public void writeAnew() {
        ownText = false;
        text = device.yaml();
    }

    public void reason(String next) {
        reason = next;
    }

    /** Goes to the next step if nothing is missing for it; otherwise {@link #told} says what is. */
    public boolean next() {
        told = switch (step) {
            case LINK -> device.link().isEmpty() ? words.of("add.no-link") : "";
            case DEVICE -> device.missing(words);
            case TEXT -> applicable() ? "" : words.of("add.not-checked");
            case PREVIEW, APPLY -> "";
        };
        if (!told.isEmpty() || step == Step.APPLY) {
            return false;
        }
        to(Step.values()[step.ordinal() + 1]);
        return true;
    }

    /** Goes back a step. */
    public void back() {
        if (step != Step.LINK) {
            to(Step.values()[step.ordinal() - 1]);
        }
    }

    private void to(Step next) {
        step = next;
        told = "";
        if (step == Step.TEXT && text.isEmpty()) {
            text = device.yaml();
        }
    }

    /** Whether the text as it stands can be applied. */
    public boolean applicable() {
        FacilityChange known = plan();
        return known != null && known.applicable();
    }

    /** The check or the application is under way. */
    public void wait(String what) {
        waiting = true;
        told = what;
    }

    /** {@code of} would change so. */
    public void planned(String of, FacilityChange change) {
        waiting = false;
        checked = of;
        plan = change;
        told = words.of(
                change.applicable() ? "add.checked" : change.faults() > 0 ? "add.faults" : "add.not-applicable");
    }

    /** Nothing is waited for any more, and this is what came of it. */
    public void tell(String what) {
        waiting = false;
        told = what;
    }

    public void preview(LookModel next) {
        preview = next;
    }

    /** What is wrong, in sentences. */
    public List<String> problems() {
        FacilityChange known = plan();
        return known == null
                ? List.of()
                : PlanText.problems(known, device.file(text).name(), words);
    }

    /** What would change, in sentences. */
    public List<String> sentences() {
        FacilityChange known = plan();
        return known == null ? List.of() : PlanText.sentences(known, words);
    }
}
