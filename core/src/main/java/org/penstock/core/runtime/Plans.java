package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.Map;
import java.util.Optional;
import org.penstock.core.facility.Users;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityPlan;
import org.penstock.core.facility.Rebase;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import java.util.function.Supplier;

/**
 * Compares changed facility files with what the next change starts from, and keeps the last few that could be applied until
 * they are. Thread-safe.
 */
final class Plans {
    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);
    private static final int MOST = 8;

    private final FacilityFile file;
    private final Secrets secrets;
    private final Changes.Surroundings surroundings;
    private final Supplier<Configuration> latest;
    private final Map<String, Planned> kept = new LinkedHashMap<>();

    /** @param base hash of the configuration it changes */
    record Planned(String base, FacilityPlan plan) {}

    /** @param latest what the next change is compared with */
    Plans(
            FacilityFile file,
            Secrets secrets,
            Changes.Surroundings surroundings,
            Supplier<Configuration> latest) {
        this.file = file;
        this.secrets = secrets;
        this.surroundings = surroundings;
        this.latest = latest;
    }

    /** Compares; changes nothing. May take seconds for a large facility. */
    FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        return look(files, rebase, true);
    }

    /** See {@link ConfigurationBook#check}. */
    FacilityChange check(List<Configuration.File> files) {
        return look(files, false, false);
    }

    private FacilityChange look(List<Configuration.File> files, boolean rebase, boolean keep) {
        Configuration now = latest.get();
        return switch (FacilityPlan.of(file, now, files, known())) {
            case FacilityPlan.Outcome.Refused(var problems) ->
                new FacilityChange("", now.hash(), problems, List.of(), List.of(), List.of(), List.of(), false, files);
            case FacilityPlan.Outcome.Planned(FacilityPlan plan) ->
                plan.base().isEmpty() || plan.base().equals(now.hash())
                        ? told(now, plan, keep && plan.textDiffers() ? keep(now, plan) : "")
                        : moved(now, plan, files, rebase);
        };
    }

    private Predicate<String> known() {
        return name -> {
            try {
                return secrets.get(name).isPresent();
            } catch (IOException e) {
                LOG.warn("The secrets cannot be read: {}", e.toString());
                return false;
            }
        };
    }

    /** Keeps a plan until it is applied or too many came after it. @return its id */
    private String keep(Configuration now, FacilityPlan plan) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        synchronized (kept) {
            if (kept.size() >= MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(id, new Planned(now.hash(), plan));
        }
        return id;
    }

    private FacilityChange told(Configuration now, FacilityPlan plan, String id) {
        List<String> links = surroundings.drives() ? surroundings.links(plan.next()) : List.of();
        boolean layoutOnly = plan.changes().isEmpty() && plan.textDiffers();
        return new FacilityChange(
                id,
                now.hash(),
                plan.warnings(),
                plan.changes(),
                Consequences.of(
                        plan.changes(),
                        plan.next(),
                        HaccpMode.of(now, plan.next()),
                        links,
                        surroundings.picture()),
                List.of(),
                List.of(),
                layoutOnly,
                plan.next().files());
    }

    private FacilityChange moved(Configuration now, FacilityPlan plan, List<Configuration.File> files, boolean rebase) {
        Optional<List<Configuration.File>> base = surroundings.files(plan.base());
        if (base.isEmpty()) {
            return new FacilityChange(
                    "",
                    now.hash(),
                    List.of(FacilityFile.unknownBase(files)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    files);
        }
        Rebase merged = Rebase.of(base.get(), files, now.files());
        if (rebase && merged.conflicts().isEmpty()) {
            return plan(merged.files(), false);
        }
        List<Change> theirs = FacilityPlan.between(base.get(), now.files());
        return new FacilityChange(
                "",
                now.hash(),
                plan.warnings(),
                FacilityPlan.between(base.get(), files),
                List.of(),
                theirs,
                merged.conflicts(),
                false,
                files);
    }

    /**
     * What was planned and could be applied.
     *
     * @param base hash of the configuration it changes
     * @param modes which rules it lets drive, or only look on
     * @param haccp whether the site is in HACCP mode
     */
    record Ready(
            String base, Configuration next, String counts, List<Change> changes, RuleModes modes, HaccpMode haccp) {}

    /** What was planned, to be signed before it is applied; empty when it was applied already or is too old. */
    Optional<Ready> ready(String id) {
        Configuration now = latest.get();
        synchronized (kept) {
            return Optional.ofNullable(kept.get(id))
                    .map(p -> new Ready(
                            p.base(),
                            p.plan().next(),
                            p.plan().counts(),
                            p.plan().changes(),
                            RuleModes.of(now, p.plan().next()),
                            HaccpMode.of(now, p.plan().next())));
        }
    }

    /** Takes one to apply it, or to have it signed; null when it was taken already or is too old. */
    @Nullable
    Planned take(String id) {
        synchronized (kept) {
            return kept.remove(id);
        }
    }

    /** What {@code next} would change and do, in words, compared with what is in force. */
    List<String> inWords(Configuration next) {
        FacilityChange change = check(next.files());
        List<String> words = new ArrayList<>();
        change.changes().forEach(c -> words.add(switch (c) {
            case Change.Added a -> a.title() + " is new";
            case Change.Removed r -> r.title() + " is archived";
            case Change.Changed d -> d.title() + ": "
                    + d.words().stream().map(Change.Word::toString).collect(Collectors.joining("; "));
        }));
        words.addAll(change.consequences());
        return words;
    }

    /** Roles that a plan gives somebody or takes from somebody: that is more than changing the facility. */
    Set<Role> rolesTouched(String id) {
        Planned planned;
        synchronized (kept) {
            planned = kept.get(id);
        }
        Set<Role> touched = EnumSet.noneOf(Role.class);
        if (planned != null) {
            Map<String, Set<Role>> before = roles(latest.get());
            Map<String, Set<Role>> after = roles(planned.plan().next());
            Set<String> logins = new HashSet<>(before.keySet());
            logins.addAll(after.keySet());
            for (String login : logins) {
                Set<Role> was = before.getOrDefault(login, Set.of());
                Set<Role> is = after.getOrDefault(login, Set.of());
                was.stream().filter(r -> !is.contains(r)).forEach(touched::add);
                is.stream().filter(r -> !was.contains(r)).forEach(touched::add);
            }
        }
        return touched;
    }

    /** Whether a plan gives somebody a role that the file in force does not give him. */
    boolean givesRoles(String id) {
        Optional<Ready> ready = ready(id);
        if (ready.isEmpty()) {
            return false;
        }
        Map<String, Set<Role>> before = roles(latest.get());
        return roles(ready.get().next()).entrySet().stream()
                .anyMatch(e -> !before.getOrDefault(e.getKey(), Set.of()).containsAll(e.getValue()));
    }

    private static Map<String, Set<Role>> roles(Configuration configuration) {
        return configuration.part(Users.class).users().stream()
                .collect(Collectors.toMap(Users.User::name, Users.User::roles));
    }
}
