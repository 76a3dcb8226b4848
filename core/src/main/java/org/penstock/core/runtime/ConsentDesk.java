package org.penstock.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.compliance.DestructionRefused;
import org.penstock.core.compliance.LegalHoldRefused;
import org.penstock.core.compliance.LegalHolds;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Policies;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Refusal;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffQuery;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Slot;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.inventory.RecipeRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets persons sign what waits, and carries out what is approved. Thread-safe.
 */
final class ConsentDesk implements Consents {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentDesk.class);
    private static final int MOST_RESUMED = 1_000;
    /** Longer than carrying out takes, so that two do not try at once. */
    private static final Duration LEFT_LYING = Duration.ofMinutes(1);

    private final Database database;
    private final ChainId chain;
    private final Signoffs signoffs;
    private final SignoffQuery query;
    private final PeopleDesk people;
    private final SignedConfigurations configurations;
    private final SignedBypasses bypasses;
    private final SignedRoles roles;
    private final SignedStock stock;
    /** Used by one thread. */
    private final Set<UUID> resumed = new HashSet<>();

    private final InstantSource wall;
    private final Instant opened;

    ConsentDesk(
            Database database,
            ChainId chain,
            PeopleDesk people,
            SignedConfigurations configurations,
            SignedBypasses bypasses,
            SignedRoles roles,
            InstantSource wall) {
        this.roles = roles;
        this.database = database;
        this.chain = chain;
        this.signoffs = new Signoffs(chain);
        this.query = new SignoffQuery(chain);
        this.people = people;
        this.configurations = configurations;
        this.bypasses = bypasses;
        this.stock = new SignedStock(database, chain, wall);
        this.wall = wall;
        this.opened = wall.instant();
    }

    /** Ends what waited too long or speaks of what is no more. Called now and then. */
    void tick() {
        Instant now = wall.instant();
        // What was approved in the life of another program is on its way no more.
        bypasses.settle(this::find, now.minus(LEFT_LYING).isAfter(opened) ? now.minus(LEFT_LYING) : opened);
        // Remembered here also: the database may be gone before anybody asks for a change.
        configurations.demanded();
        List<Signoff> ended = database.transact(sql -> {
            List<Signoff> late = signoffs.expire(sql, now);
            List<Signoff> moved = configurations.voided(sql, now);
            return Stream.concat(late.stream(), moved.stream()).toList();
        });
        ended.forEach(s -> configurations.forget(s.id()));
        resume(now);
    }

    /**
     * Carries out what was approved when the program or the database went away, before anything came of it; once in the life
     * of a program, for what is refused then is refused again.
     */
    private void resume(Instant now) {
        List<Signoff> left = database.read(sql -> query.open(sql, MOST_RESUMED)).stream()
                .filter(s -> s.action().is(Action.HOLD_RELEASE)
                        || s.action().is(Action.DESTRUCTION)
                        || s.action().is(Action.RECIPE_APPROVAL)
                        || s.action().is(Action.LEGAL_HOLD_REMOVAL)
                        || s.action().is(Action.ROLE_GRANT))
                .filter(s -> s.approvedAt() != null && s.approvedAt().plus(LEFT_LYING).isBefore(now))
                .filter(s -> !resumed.contains(s.id()))
                .toList();
        for (Signoff signoff : left) {
            try {
                LOG.info(
                        "sign-off {}: {}",
                        signoff.id(),
                        carryOut(signoff, Provenance.ofSystem("")).outcome());
            } catch (DatabaseAway e) {
                throw e;
            } catch (RuntimeException e) {
                // A row that was tampered with must not end the thread that follows who may do what.
                LOG.error("sign-off {} cannot be carried out", signoff.id(), e);
            }
            resumed.add(signoff.id());
        }
    }

    @Override
    public List<Signoff> open(int most) {
        return database.read(sql -> query.open(sql, most));
    }

    @Override
    public List<Signoff> inbox(Asker asker, int most) {
        Provenance by = people.admit(asker, Permission.SIGNOFF_SIGN);
        return database.read(sql -> query.inbox(sql, by, wall.instant(), most));
    }

    @Override
    public List<Signoff> reviewsOwed(int most) {
        return database.read(sql -> query.reviewsOwed(sql, most));
    }

    @Override
    public Optional<Signoff> find(UUID id) {
        return database.read(sql -> query.find(sql, id));
    }

    @Override
    public List<Policy> policies() {
        return database.read(sql -> Policies.inForce(sql, chain));
    }

    @Override
    public Signed sign(Asker.Session asker, Secret secret, UUID id, String seenHash, Meaning meaning, String reason) {
        return sign(people.prove(asker, secret, Permission.SIGNOFF_SIGN), id, seenHash, meaning, reason);
    }

    @Override
    public Signed sign(SignIn.Proof proof, UUID id, String seenHash, Meaning meaning, String reason) {
        return sign(people.prove(proof, Permission.SIGNOFF_SIGN), id, seenHash, meaning, reason);
    }

    private Signed sign(ProvenPerson person, UUID id, String seenHash, Meaning meaning, String reason) {
        Signoff signed = database.transact(
                sql -> signoffs.sign(sql, id, seenHash, person, meaning, reason, wall.instant()));
        return carryOut(signed, person.by());
    }

    @Override
    public List<Signoffs.SignedOne> signAll(
            Asker.Session asker, Secret secret, List<Signoffs.Listed> listed, Meaning meaning, String reason) {
        ProvenPerson person = people.prove(asker, secret, Permission.SIGNOFF_SIGN);
        List<Signoffs.SignedOne> became = database.transact(
                sql -> signoffs.signAll(sql, listed, person, meaning, reason, wall.instant()));
        became.stream().filter(one -> one.refusal().isEmpty()).forEach(one -> find(one.listed()
                        .id())
                .ifPresent(s -> carryOut(s, person.by())));
        return became;
    }

    /** Does what is approved, where this program does it by itself. Rooms above carry out their own. */
    private Signed carryOut(Signoff signoff, Provenance by) {
        if (signoff.state() != SignoffState.APPROVED) {
            return new Signed(signoff, "");
        }
        String outcome = switch (signoff.action()) {
            case CONFIGURATION_APPLY, PROGRAM_APPROVAL, ALERT_RULE_CHANGE, CLOSED_LOOP_PROMOTION ->
                carriedOut(signoff, by, () -> configurations.apply(signoff, by));
            case INTERLOCK_BYPASS -> carriedOut(signoff, by, () -> bypasses.carryOut(signoff, by));
            case SIGNOFF_POLICY_CHANGE, SIGNOFF_POLICY_CHANGE_ALONE -> bringPolicy(signoff, by);
            case HOLD_RELEASE, HOLD_RELEASE_ALONE -> withLots(signoff, by, () -> stock.release(signoff, by));
            case DESTRUCTION, DESTRUCTION_ALONE -> withLots(signoff, by, () -> stock.destroy(signoff, by));
            case RECIPE_APPROVAL -> withLots(signoff, by, () -> stock.putInForce(signoff, by));
            case ROLE_GRANT, ROLE_GRANT_ALONE -> grantRole(signoff, by);
            case UNKNOWN -> new Refusal.NotKnown(signoff).inWords();
            case LEGAL_HOLD_REMOVAL -> withLots(signoff, by, () -> liftHold(signoff, by));
        };
        return new Signed(find(signoff.id()).orElse(signoff), outcome);
    }

    /** What stuff does not let be done is over, and to be asked for anew: what was signed is not what there is. */
    private String withLots(Signoff signoff, Provenance by, Supplier<String> work) {
        try {
            return work.get();
        } catch (LotRefused | RecipeRefused | DestructionRefused | LegalHoldRefused e) {
            return fail(signoff, by, String.valueOf(e.getMessage()));
        }
    }

    /** Freezes a wish until it is signed. */
    Signoff request(Provenance by, Function<DSLContext, Wish> wish) {
        return database.transact(sql -> signoffs.request(sql, wish.apply(sql), by, wall.instant()));
    }

    /** Lets the asker sign a wish alone, and carries it out. */
    Signed alone(Asker.Session asker, Secret secret, Function<DSLContext, Wish> wish) {
        ProvenPerson person = people.prove(asker, secret, Permission.SIGNOFF_SIGN);
        Signoff signoff = database.transact(sql -> {
            Wish wanted = wish.apply(sql);
            Set<String> roles = signers(Policies.inForce(sql, chain, wanted.action().ordinary()));
            return signoffs.alone(
                    sql, wanted, person, people.otherSigners(person.actorId(), roles), wall.instant());
        });
        return carryOut(signoff, person.by());
    }

    private String bringPolicy(Signoff signoff, Provenance by) {
        Policy next = Policy.read(String.valueOf(signoff.payload().get("policy")));
        return words(
                database.transact(sql -> Policies.bring(sql, chain, signoff.id(), next, by, wall.instant())),
                "The policy is in force.");
    }

    private String liftHold(Signoff signoff, Provenance by) {
        UUID hold = UUID.fromString(String.valueOf(signoff.payload().get("legal_hold")));
        return words(
                database.transact(sql -> new LegalHolds(chain).lift(sql, signoff.id(), hold, by, wall.instant())),
                "The legal hold is lifted. What it kept goes with the next run of the retention, unless another one keeps it.");
    }

    private String grantRole(Signoff signoff, Provenance by) {
        try {
            String outcome = roles.grant(signoff, by);
            people.read();
            return outcome;
        } catch (IdentityRefused e) {
            return fail(signoff, by, String.valueOf(e.getMessage()));
        }
    }

    /** Whether giving a role takes signatures here. */
    boolean rolesTakeSignatures() {
        return roles.demanded();
    }

    /** Asks for the signatures that giving a role takes. */
    Signoff requestRole(Provenance by, String login, String role, Scope scope, String reason) {
        return request(by, roles.wish(login, role, scope, false, reason));
    }

    /** Lets who asks sign alone that somebody gets a role. */
    Signed roleAlone(Asker.Session asker, Secret secret, String login, String role, Scope scope, String reason) {
        return alone(asker, secret, roles.wish(login, role, scope, true, reason));
    }

    private String carriedOut(Signoff signoff, Provenance by, Supplier<String> work) {
        try {
            return work.get();
        } catch (NotApplied e) {
            return fail(signoff, by, String.valueOf(e.getMessage()));
        }
    }

    private String fail(Signoff signoff, Provenance by, String why) {
        database.transact(sql -> signoffs.fail(sql, signoff.id(), why, by, wall.instant()));
        configurations.forget(signoff.id());
        return "It was approved and cannot be carried out: " + why + (why.endsWith(".") ? "" : ".") + " Ask for it anew.";
    }

    private static String words(Execution<?> execution, String done) {
        return switch (execution) {
            case Execution.Done<?> _ -> done;
            case Execution.Refused<?> refused -> refused.refusal().inWords();
        };
    }

    @Override
    public Signoff refuse(Asker asker, UUID id, String reason) {
        Provenance by = people.admit(asker, Permission.SIGNOFF_SIGN);
        Signoff refused = database.transact(sql -> signoffs.refuse(sql, id, by, reason, wall.instant()));
        configurations.forget(id);
        return refused;
    }

    @Override
    public Signoff withdraw(Asker asker, UUID id, String reason) {
        Provenance by = people.admit(asker, Permission.SIGNOFF_REQUEST);
        Signoff withdrawn = database.transact(sql -> signoffs.withdraw(sql, id, by, reason, wall.instant()));
        configurations.forget(id);
        return withdrawn;
    }

    @Override
    public Signoff review(Asker.Session asker, Secret secret, UUID id, String note) {
        ProvenPerson person = people.prove(asker, secret, Permission.SIGNOFF_SIGN);
        return database.transact(sql -> signoffs.review(sql, id, person, note, wall.instant()));
    }

    @Override
    public Signoff changePolicy(Asker asker, Policy next, String reason) {
        Provenance by = people.admit(asker, Permission.POLICY_CHANGE);
        return request(by, sql -> Policies.change(sql, chain, next, workstations(), false, reason));
    }

    @Override
    public Signed changePolicyAlone(Asker.Session asker, Secret secret, Policy next, String reason) {
        people.admit(asker, Permission.POLICY_CHANGE);
        return alone(asker, secret, sql -> Policies.change(sql, chain, next, workstations(), true, reason));
    }

    /** Roles of which a signer must have one, over all signatures that a policy wants; empty = any. */
    private static Set<String> signers(Policy policy) {
        Set<String> signers = new TreeSet<>();
        for (Slot slot : policy.slots()) {
            if (slot.roles().isEmpty()) {
                return Set.of();
            }
            signers.addAll(slot.roles());
        }
        return signers;
    }

    @Override
    public List<String> inWords(UUID id) {
        return find(id).flatMap(s -> switch (s.action()) {
                    case INTERLOCK_BYPASS -> Optional.of(bypasses.inWords(s));
                    case RECIPE_APPROVAL -> Optional.of(stock.inWords(s));
                    default -> Optional.<List<String>>empty();
                })
                .orElseGet(() -> configurations.inWords(id));
    }

    /** How many workstations there can be: an embedded database serves one. */
    private int workstations() {
        return database.embedded() ? 1 : Integer.MAX_VALUE;
    }
}
