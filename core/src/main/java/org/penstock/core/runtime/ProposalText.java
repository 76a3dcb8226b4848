package org.penstock.core.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.Shelf;
import org.penstock.core.control.Bypass;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.ControlRoom.Significance;
import org.penstock.core.telemetry.Input;

/**
 * Says in one sentence what a request would do, and which gates would refuse it now. Only words: the engine decides
 * again when the request is confirmed.
 */
final class ProposalText {
    private ProposalText() {}

    /** @param driving false when no engine runs in this process, which shuts every gate */
    static Proposal of(Input.Request r, FacilitySnapshot now, Instant expires, boolean driving) {
        List<String> shut = new ArrayList<>();
        if (!driving) {
            shut.add("nothing is running here; start penstock, or penstock serve");
        }
        Significance significance = Significance.NORMAL;
        String text;
        switch (r.kind()) {
            case "output.set" -> {
                ControlSnapshot.Output o = output(now, r.subject());
                if (o == null) {
                    text = "Set " + r.subject() + ".";
                    shut.add("there is no output " + r.subject());
                } else {
                    boolean away = r.value() != o.safe();
                    text = o.name() + " is driven to " + value(r.value()) + " for " + time(r.forMicros() / 1e6)
                            + ", then goes back to what programs and rules want.";
                    significance = away ? Significance.HIGH : Significance.NORMAL;
                    if (away && o.shut() != null) {
                        shut.add(Objects.requireNonNull(o.shut()));
                    }
                    if (r.forMicros() <= 0) {
                        shut.add("say for how long: nothing is held by hand without an end");
                    }
                }
            }
            case "output.release" -> {
                ControlSnapshot.Output o = output(now, r.subject());
                text = (o == null ? r.subject() : o.name()) + " is released: programs and rules decide again.";
                if (o == null) {
                    shut.add("there is no output " + r.subject());
                }
            }
            case "program.run" -> {
                ControlSnapshot.Program p = now.control().programs().stream()
                        .filter(x -> x.key().equals(r.subject()))
                        .findFirst()
                        .orElse(null);
                significance = Significance.HIGH;
                if (p == null) {
                    text = "Run " + r.subject() + ".";
                    shut.add("there is no program " + r.subject());
                } else {
                    text = p.name() + " runs now, about " + time(p.plannedSeconds()) + ".";
                    if (p.shut() != null) {
                        shut.add(Objects.requireNonNull(p.shut()));
                    }
                    now.control().running().stream()
                            .filter(run -> run.program().equals(p.key()))
                            .forEach(run -> shut.add("run " + run.no() + " of it is under way"));
                }
            }
            case "run.stop" -> {
                text = now.control().running().stream()
                        .filter(run -> Long.toString(run.no()).equals(r.subject()))
                        .findFirst()
                        .map(run ->
                                "Run " + run.no() + " of " + run.programName() + " stops: the pump, then the valves. "
                                        + time(run.remainingSeconds()) + " are left undone.")
                        .orElse("Stop run " + r.subject() + ".");
            }
            case "stop.all" -> {
                text = "Every output goes to its safe value, every run and request ends.";
                significance = Significance.HIGH;
                // Stopping must never depend on anything.
                shut.removeIf(s -> driving);
            }
            case "alert.acknowledge" -> {
                text = now.alerts().open().stream()
                        .filter(a -> Long.toString(a.no()).equals(r.subject()))
                        .findFirst()
                        .map(a -> "Alert " + a.no() + " is acknowledged: " + a.text())
                        .orElse("Acknowledge alert " + r.subject() + ".");
            }
            case Shelf.SHELVE -> text = ShelvingText.shelve(now, r, shut);
            case Shelf.UNSHELVE -> text = ShelvingText.unshelve(now, r, shut);
            case "interlock.reset" -> {
                ControlSnapshot.Interlock i = now.control().interlocks().stream()
                        .filter(x -> x.key().equals(r.subject()))
                        .findFirst()
                        .orElse(null);
                text = (i == null ? r.subject() : i.name())
                        + " is reset. Nothing starts by itself; what it ended must be asked for again.";
                significance = Significance.HIGH;
                if (i == null) {
                    shut.add("there is no interlock " + r.subject());
                }
            }
            case Bypass.BEGIN -> {
                significance = Significance.HIGH;
                text = bypass(now, r, shut);
            }
            case Bypass.END -> {
                text = "The bypass ends at once: the interlock holds its output again.";
                if (now.control().interlocks().stream()
                        .noneMatch(i -> i.bypasses().stream()
                                .anyMatch(
                                        b -> Bypass.subject(i.key(), b.output()).equals(r.subject())))) {
                    shut.add("nothing is bypassed at " + r.subject());
                }
            }
            case "device.disable", "device.enable" -> {
                boolean off = r.kind().equals("device.disable");
                FieldSnapshot.Device d = now.field().devices().stream()
                        .filter(x -> x.key().equals(r.subject()))
                        .findFirst()
                        .orElse(null);
                significance = Significance.HIGH;
                text = off ? disabled(now, r.subject(), d) : enabled(r.subject(), d);
                if (d == null) {
                    shut.add("there is no device " + r.subject());
                } else if (d.state().equals("maintenance") == off) {
                    shut.add(
                            off
                                    ? d.name() + " is in maintenance already: " + d.why()
                                    : d.name() + " is not in maintenance");
                } else if (off && r.reason().isBlank()) {
                    shut.add("say why it is disabled; it is kept in the record");
                }
            }
            case "enrolment.cancel" -> {
                FieldSnapshot.Device d = now.field().devices().stream()
                        .filter(x -> x.key().equals(r.subject()))
                        .findFirst()
                        .orElse(null);
                text = "The enrolment of " + (d == null ? r.subject() : d.name())
                        + " is cancelled: its code is worth nothing any more. The device stays in the facility file.";
                if (d == null) {
                    shut.add("there is no device " + r.subject());
                } else if (d.enrolment() == null
                        || !Objects.requireNonNull(d.enrolment()).open()) {
                    shut.add("no enrolment of " + d.name() + " is open");
                }
            }
            case "clock.confirm" -> text = "The clock of this workstation is right; dated starts go on.";
            default -> {
                text = "Nobody here can do " + r.kind() + ".";
                shut.add("unknown verb " + r.kind());
            }
        }
        return new Proposal(r.id(), text, shut, significance, expires);
    }

    private static String bypass(FacilitySnapshot now, Input.Request r, List<String> shut) {
        String interlockKey = r.subject().substring(0, Math.max(0, r.subject().indexOf('/')));
        String outputKey = r.subject().substring(r.subject().indexOf('/') + 1);
        ControlSnapshot.Interlock i = now.control().interlocks().stream()
                .filter(x -> x.key().equals(interlockKey))
                .findFirst()
                .orElse(null);
        ControlSnapshot.Output o = output(now, outputKey);
        SignedBypasses.unfit(r).ifPresent(shut::add);
        if (i == null || o == null) {
            shut.add(SignedBypasses.LAST_LINES.getOrDefault(
                    interlockKey,
                    i == null ? "there is no interlock " + interlockKey : "there is no output " + outputKey));
            return "Ask that " + r.subject() + " is bypassed.";
        }
        if (now.field().map().ties(outputKey).map(OutputTies::interlocks).orElse(List.of()).stream()
                .noneMatch(interlockKey::equals)) {
            shut.add(i.name() + " does not hold " + o.name());
        }
        if (!i.never().isEmpty()) {
            shut.add(i.name() + " is never bypassed: " + i.never());
        }
        if (i.bypasses().stream().anyMatch(b -> b.output().equals(outputKey))) {
            shut.add(i.name() + " is bypassed for " + o.name() + " already; end that first");
        }
        return "Two others are asked to sign that " + i.name() + " does not hold " + o.name() + " for "
                + time(r.forMicros() / 1e6)
                + ", counted from the last signature. Until then nothing changes, and nothing starts by itself then.";
    }

    private static String disabled(FacilitySnapshot now, String key, FieldSnapshot.@Nullable Device d) {
        List<String> away = now.control().outputs().stream()
                .filter(o -> o.device().equals(key) && !o.phase().equals("safe"))
                .map(ControlSnapshot.Output::name)
                .toList();
        return (d == null ? key : d.name())
                + " is taken out of service: its outputs lose every request and go to safe"
                + (away.isEmpty() ? "" : " (away from it now: " + String.join(", ", away) + ")")
                + ", its readings are kept but are no value for rules and interlocks.";
    }

    private static String enabled(String key, FieldSnapshot.@Nullable Device d) {
        return (d == null ? key : d.name())
                + " is put back into service: its next readings count, and rules may drive its outputs at once.";
    }

    private static ControlSnapshot.@Nullable Output output(FacilitySnapshot now, String key) {
        return now.control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    static String value(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e9 ? Long.toString((long) v) : String.format(Locale.ROOT, "%.2f", v);
    }

    /** {@code 90} is "1 min 30 s". */
    static String time(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        long min = s / 60;
        if (min < 60) {
            return min + " min" + (s % 60 == 0 ? "" : " " + s % 60 + " s");
        }
        return min / 60 + " h" + (min % 60 == 0 ? "" : " " + min % 60 + " min");
    }
}
