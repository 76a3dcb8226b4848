package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Policies;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Roles;
import org.penstock.core.identity.Scope;

/** Gives roles that take signatures, once somebody decided that they do: the built-in policy asks for none. */
final class SignedRoles {
    private final Database database;
    private final ChainId chain;
    private final Roles roles;
    private final InstantSource wall;

    SignedRoles(Database database, ChainId chain, Roles roles, InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.roles = roles;
        this.wall = wall;
    }

    /** Whether giving a role takes signatures here. */
    boolean demanded() {
        return database.read(sql -> Policies.inForce(sql, chain, Action.ROLE_GRANT))
                        .version()
                > 0;
    }

    /** What is to be asked for. @param alone as the exception for a facility of one */
    Function<DSLContext, Wish> wish(String login, String role, Scope scope, boolean alone, String reason) {
        return sql -> {
            String version = roles.grantable(sql, login, role, scope);
            SortedMap<String, String> excluded = new TreeMap<>();
            excluded.put(login, "would get the role");
            return new Wish(
                    alone ? Action.ROLE_GRANT_ALONE : Action.ROLE_GRANT,
                    "role:" + role + ":" + login + ":" + scope.word(),
                    version,
                    login + " gets the role " + role + " at the " + scope.kind().word(),
                    payload(login, role, scope),
                    excluded,
                    reason);
        };
    }

    private static SortedMap<String, String> payload(String login, String role, Scope scope) {
        return new TreeMap<>(Map.of("person", login, "role", role, "scope", scope.word()));
    }

    /** Gives what was signed. @return what became of it, in words */
    String grant(Signoff signoff, Provenance by) {
        String login = String.valueOf(signoff.payload().get("person"));
        String role = String.valueOf(signoff.payload().get("role"));
        Scope scope = Scope.of(String.valueOf(signoff.payload().get("scope")));
        Execution<Boolean> execution = database.transact(sql -> new Signoffs(chain)
                .execute(
                        sql,
                        signoff.id(),
                        payload(login, role, scope),
                        roles.grantable(sql, login, role, scope),
                        by,
                        wall.instant(),
                        approved -> {
                            approved.demand(Action.ROLE_GRANT);
                            roles.granted(sql, by, login, role, scope, signoff.reason(), approved.id());
                            return true;
                        }));
        return switch (execution) {
            case Execution.Done<Boolean> _ -> login + " has the role " + role + ".";
            case Execution.Refused<Boolean> refused -> refused.refusal().inWords();
        };
    }
}
