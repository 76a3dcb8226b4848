package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.BaseLine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.runtime.ControlRoom.Answer;

/** Lets persons change the facility file as far as each of them may, with signatures where the site demands them. */
final class ConfigurationDesk implements ConfigurationBook {
    private final Changes changes;
    private final ConfigurationHistory history;
    private final Admission admission;
    private final PeopleDesk people;
    private final ConsentDesk consents;
    private final SignedConfigurations signedConfigurations;

    ConfigurationDesk(Changes changes, ConfigurationHistory history, Desks desks) {
        this.changes = changes;
        this.history = history;
        this.admission = desks.admission();
        this.people = desks.people();
        this.consents = desks.consents();
        this.signedConfigurations = desks.signedConfigurations();
    }

    @Override
    public FacilityChange check(List<Configuration.File> files) {
        return changes.plans().check(files);
    }

    @Override
    public FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        return changes.plans().plan(files, rebase);
    }

    @Override
    public CompletableFuture<Answer> apply(Asker asker, String changeId, String reason) {
        Admission.Verdict verdict = admission.judge(asker, Permission.CONFIGURATION_APPLY);
        if (verdict.refusal() != null) {
            return refused(verdict.refusal());
        }
        try {
            for (Role role : changes.plans().rolesTouched(changeId)) {
                // As if it were given at the people's page: a file gives nobody more than its writer has.
                people.admitRole(asker, role.word(), people.scope("site").orElseThrow());
            }
            if (changes.plans().givesRoles(changeId) && consents.rolesTakeSignatures()) {
                return refused(
                        "Giving a role takes signatures here, and this file gives one. Give it by penstock people grant,"
                                + " or in the window among the people, and leave it out of the file.");
            }
            Set<Action> demanded = changes.plans()
                    .ready(changeId)
                    .map(signedConfigurations::demanded)
                    .orElse(Set.of());
            return switch (demanded.size()) {
                case 0 -> changes.apply(verdict.by(), changeId, reason);
                case 1 ->
                    CompletableFuture.completedFuture(
                            signed(verdict.by(), changeId, demanded.iterator().next(), reason));
                default ->
                    refused("This takes the signatures of several policies (to "
                            + demanded.stream().map(Action::inWords).collect(Collectors.joining(", to "))
                            + "). Apply each part by itself.");
            };
        } catch (NotAllowed e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (DatabaseAway | SignoffRefused e) {
            return refused("Changes of the configuration take signatures here, and none can be asked for now: "
                    + e.getMessage());
        }
    }

    private Answer signed(Provenance by, String changeId, Action action, String reason) {
        return changes.plans()
                .ready(changeId)
                .map(ready -> {
                    Answer asked = signedConfigurations.request(by, ready, action, reason);
                    changes.plans().take(changeId);
                    return asked;
                })
                .orElse(new Answer(false, "This plan was already applied, or is too old. Plan it again."));
    }

    @Override
    public List<Configuration.File> export() {
        Configuration now = changes.latest();
        return BaseLine.with(now.files(), now.hash());
    }

    @Override
    public List<ConfigurationQuery.Version> versions(int most) {
        return history.versions(most);
    }

    @Override
    public Optional<List<Configuration.File>> files(int version) {
        return history.files(version);
    }

    private static CompletableFuture<Answer> refused(String why) {
        return CompletableFuture.completedFuture(new Answer(false, why));
    }
}
