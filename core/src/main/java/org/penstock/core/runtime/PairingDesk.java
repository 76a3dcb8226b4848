package org.penstock.core.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.penstock.core.control.Enrolment;
import org.penstock.core.control.Enrolment.Step;
import org.penstock.core.link.Approach;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.Input;

/**
 * Between the links, where anybody can present a code, and the engine, which decides: compares codes, in constant time, and
 * hands on only what can change an open enrolment, a bounded number of times for each. Whoever floods a line with codes fails
 * the pairing that waits there and fills nothing. Any thread; never waits.
 */
final class PairingDesk {
    /** Why something that was said of itself by a device was left out. */
    static final String PAIRING_CODE = "pairing_code";

    /** Most inputs that one enrolment may lead to: five wrong codes end it, the others can only be told again. */
    private static final int MOST_TOLD = 16;

    private final Predicate<Input> post;
    private final IngestCounts counts;
    private final Map<String, AtomicInteger> told = new ConcurrentHashMap<>();
    private volatile List<Enrolment> open = List.of();

    /** @param post hands an input to the engine; false when it takes none */
    PairingDesk(Predicate<Input> post, IngestCounts counts) {
        this.post = post;
        this.counts = counts;
    }

    /** Takes what the engine knows. @param newest of each device, open and over */
    void update(Collection<Enrolment> newest) {
        List<Enrolment> now = newest.stream().filter(Enrolment::open).toList();
        open = now;
        told.keySet().removeIf(id -> now.stream().noneMatch(e -> e.id().equals(id)));
    }

    /** Whether a code is waited for on the link. */
    boolean pairing(String link) {
        for (Enrolment e : open) {
            if (e.waitsForCode() && e.link().equals(link)) {
                return true;
            }
        }
        return false;
    }

    /** Keys of the devices for which the network behind the link is to be open. */
    Set<String> joining(String link) {
        if (open.isEmpty()) {
            return Set.of();
        }
        return open.stream()
                .filter(e -> e.kind() == EnrolmentKind.NETWORK && e.step() == Step.JOIN && e.link().equals(link))
                .map(Enrolment::device)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes what a link heard. */
    void approached(String link, Approach approach) {
        switch (approach) {
            case Approach.Presented p -> presented(link, p);
            case Approach.Joined(String device) -> {
                for (Enrolment e : open) {
                    if (e.device().equals(device) && e.step() == Step.JOIN) {
                        tell(e, new Input.Notice(link, "device.joined", device, ""));
                    }
                }
            }
            case Approach.Spoke(String device) -> {
                for (Enrolment e : open) {
                    if (e.device().equals(device) && e.step() == Step.READING) {
                        tell(e, new Input.Notice(link, "device.spoke", device, ""));
                    }
                }
            }
            case Approach.Unheard(String why) ->
                open.stream()
                        .filter(e -> e.waitsForCode() && e.link().equals(link))
                        .findFirst()
                        .ifPresent(e -> tell(e, new Input.Notice(link, "device.unheard", "", why)));
        }
    }

    private void presented(String link, Approach.Presented p) {
        byte[] code = p.code().strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        Enrolment meant = null;
        Enrolment other = null;
        for (Enrolment e : open) {
            if (e.waitsForCode() && e.link().equals(link)) {
                // Every one is compared, and each in the same time, whatever matches.
                boolean same = MessageDigest.isEqual(e.code().getBytes(StandardCharsets.UTF_8), code);
                meant = same ? e : meant;
                other = e;
            }
        }
        if (meant != null) {
            tell(meant, new Input.Notice(link, "device.presented", meant.id(), p.said()));
            return;
        }
        counts.add(link, "", PAIRING_CODE, 1);
        if (other != null) {
            tell(other, new Input.Notice(link, "device.refused", "", ""));
        }
    }

    private void tell(Enrolment about, Input.Notice notice) {
        AtomicInteger times = told.computeIfAbsent(about.id(), _ -> new AtomicInteger());
        if (times.incrementAndGet() <= MOST_TOLD && !post.test(notice)) {
            times.decrementAndGet(); // The engine takes nothing now: whoever says it again is heard again.
        }
    }
}
