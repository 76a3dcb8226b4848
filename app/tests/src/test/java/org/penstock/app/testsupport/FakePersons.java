package org.penstock.app.testsupport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penstock.core.consent.Signoff;
import org.penstock.core.runtime.Consents;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.Persons;

/**
 * Persons for screens and commands in memory: nobody owns the facility until {@link #firstOwner}; then whoever was given a
 * password with {@link #with} signs in by it. Rights are those of the built-in roles. Not for testing rights: the real ones
 * are tested where they are.
 */
public final class FakePersons implements Persons {
    /** The organization and the site of every fake. */
    public static final UUID ID = new UUID(1, 1);

    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

    /** What was asked for, in order. */
    public final List<String> done = new CopyOnWriteArrayList<>();

    private final List<DeviceKey> keys = new CopyOnWriteArrayList<>();
    private final Map<UUID, Directory.Person> persons = new HashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final List<Directory.Grant> grants = new ArrayList<>();
    private final Map<String, Directory.OpenSession> sessions = new ConcurrentHashMap<>();

    /** How an asker is named in what a test reads: the account, or the sign-in name that is the token here. */
    public static String name(Asker asker) {
        return switch (asker) {
            case Asker.Account(String account) -> account;
            case Asker.Session(String token) -> token;
            case Asker.Key _ -> throw new AssertionError("no screen has a key");
        };
    }

    /** There is a person with a password and a role. */
    public FakePersons with(String login, String name, String password, Role role) {
        UUID id = new UUID(2, persons.size() + 1L);
        persons.put(
                id,
                new Directory.Person(
                        id, login, name, Directory.State.ACTIVE, Optional.empty(), Set.of("password"), NOW));
        passwords.put(login, password);
        Directory.RoleRow row = new Directory.RoleRow(
                new UUID(3, role.ordinal()), role.word(), role.word(), true, role.permissions());
        grants.add(new Directory.Grant(
                new UUID(4, grants.size()), id, row, Scope.site(ID), false, NOW));
        return this;
    }

    @Override
    public Optional<Directory> directory() {
        Map<String, Directory.OpenSession> open = new HashMap<>(sessions);
        List<Directory.RoleRow> roles = new ArrayList<>();
        for (Role r : Role.values()) {
            roles.add(new Directory.RoleRow(new UUID(3, r.ordinal()), r.word(), r.word(), true, r.permissions()));
        }
        return Optional.of(new Directory(ID, 1, persons, roles, grants, open));
    }

    @Override
    public boolean may(Asker asker, Permission permission) {
        try {
            admit(asker, permission);
            return true;
        } catch (NotAllowed e) {
            return false;
        }
    }

    @Override
    public Provenance admit(Asker asker, Permission permission) {
        Directory now = directory().orElseThrow();
        if (asker instanceof Asker.Account(String account)) {
            if (now.claimed()) {
                throw new NotAllowed("Only a signed-in person may " + permission.inWords() + ".", true);
            }
            return Provenance.ofAccount(account, "desk 1");
        }
        Access.SignedIn in = who(asker).orElseThrow(() -> new NotAllowed("This session has ended.", true));
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        TreeSet<String> roles = new TreeSet<>();
        grants.stream().filter(g -> g.person().equals(in.person().id())).forEach(g -> {
            all.addAll(g.role().permissions());
            roles.add(g.role().key());
        });
        if (!all.contains(permission)) {
            throw new NotAllowed(in.person().name() + " may not " + permission.inWords() + " here.", false);
        }
        return Provenance.ofPerson(in.person().login(), roles, "desk 1", in.session().id().toString());
    }

    @Override
    public Optional<Access.SignedIn> who(Asker asker) {
        return Optional.ofNullable(sessions.get(name(asker)))
                .flatMap(s -> Optional.ofNullable(persons.get(s.person())).map(p -> new Access.SignedIn(s, p)));
    }

    @Override
    public SignIn.Opened firstOwner(Asker asker, String login, String name, Secret password) {
        with(login, name, password.text(), Role.OWNER);
        return signIn(new SignIn.Proof.Password(login, password), false);
    }

    @Override
    public SignIn.Opened signIn(SignIn.Proof proof, boolean remember) {
        if (proof instanceof SignIn.Proof.Password(String login, Secret password)
                && password.text().equals(passwords.get(login))) {
            Directory.Person p = directory().orElseThrow().byLogin(login).orElseThrow();
            UUID id = new UUID(5, sessions.size());
            sessions.put(login, new Directory.OpenSession(id, p.id(), "desk 1", remember, NOW, NOW));
            return new SignIn.Opened(new Secret(login), id, login, p.name());
        }
        throw new IdentityRefused("That is not right: check the sign-in name or badge, and the password or PIN.");
    }

    @Override
    public SignIn.Opened firstSignIn(String login, Secret code, Secret password) {
        throw new IdentityRefused("That is not right.");
    }

    @Override
    public void signOut(Asker.Session asker) {
        sessions.remove(name(asker));
    }

    @Override
    public void unlockScreen(Asker.Session asker, Secret secret) {
        if (!secret.text().equals(passwords.get(name(asker)))) {
            throw new IdentityRefused("That is not right.");
        }
    }

    @Override
    public void setPassword(Asker.Session asker, Secret old, Secret next) {
        passwords.put(name(asker), next.text());
    }

    @Override
    public void setPin(Asker.Session asker, Secret password, Secret pin) {
        done.add("pin of " + name(asker));
    }

    @Override
    public Secret invite(Asker asker, String login, String name) {
        admit(asker, Permission.PERSON_MANAGE);
        done.add("invite " + login + " " + name);
        return new Secret("CODE-CODE-CODE");
    }

    @Override
    public Secret renew(Asker asker, String login, String reason) {
        done.add("renew " + login + " " + reason);
        return new Secret("CODE-CODE-CODE");
    }

    @Override
    public void rename(Asker asker, String login, String name, String reason) {
        done.add("rename " + login + " " + name + " " + reason);
    }

    @Override
    public void become(Asker asker, String login, Standing standing, String reason) {
        done.add(standing + " " + login + " " + reason);
    }

    @Override
    public Optional<Signoff> grant(Asker asker, String login, String role, Scope scope, String reason) {
        done.add("grant " + login + " " + role + " " + reason);
        return Optional.empty();
    }

    @Override
    public Secret deviceKey(Asker asker, String device, String reason) {
        admit(asker, Permission.PERSON_MANAGE);
        String key = DeviceKey.BEGINNING + "Q".repeat(39) + "%04d".formatted(keys.size());
        keys.add(new DeviceKey(
                new UUID(8, keys.size()),
                "device:" + device,
                key.substring(key.length() - 4),
                NOW));
        done.add("key for " + device + " " + reason);
        return new Secret(key);
    }

    @Override
    public void revokeKeys(Asker asker, String device, String reason) {
        admit(asker, Permission.PERSON_MANAGE);
        keys.removeIf(k -> k.device().equals("device:" + device));
        done.add("revoke keys of " + device + " " + reason);
    }

    @Override
    public List<DeviceKey> keys(Asker asker) {
        return keys();
    }

    @Override
    public List<DeviceKey> keys() {
        return List.copyOf(keys);
    }

    @Override
    public boolean holds(String key) {
        return false;
    }

    @Override
    public Consents.Signed grantAlone(
            Asker.Session asker, Secret secret, String login, String role, Scope scope, String reason) {
        throw new UnsupportedOperationException("no screen asks for it");
    }

    @Override
    public void take(Asker asker, String login, String role, Scope scope, String reason) {
        done.add("take " + login + " " + role + " " + reason);
    }

    @Override
    public void makeRole(Asker asker, String key, String name, Set<Permission> permissions, String reason) {
        done.add("role " + key + " " + name + " " + reason);
    }

    @Override
    public void badge(Asker asker, String login, Secret number, String reason) {
        done.add("badge " + login + " " + reason);
    }

    @Override
    public void revokeBadge(Asker asker, String login, String reason) {
        done.add("revoke badge " + login + " " + reason);
    }

    @Override
    public void endSession(Asker asker, UUID session, String reason) {
        sessions.values().removeIf(s -> s.id().equals(session));
        done.add("end session " + reason);
    }

    @Override
    public Optional<Scope> scope(String word) {
        return Optional.of(Scope.site(ID));
    }
}
