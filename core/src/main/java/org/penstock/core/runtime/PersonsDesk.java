package org.penstock.core.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.People;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Roles;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;

/** Changes persons and sessions for those who may, and has {@link PeopleDesk} know at once. Thread-safe. */
final class PersonsDesk implements Persons {

    private final PeopleDesk desk;
    private final People people;
    private final Roles roles;
    private final SignIn signIn;
    private final Founding founding;
    private final ConsentDesk consents;
    private final String workstation;

    /**
     * @param workstation name of this computer
     */
    PersonsDesk(
            PeopleDesk desk,
            People people,
            Roles roles,
            SignIn signIn,
            ConsentDesk consents,
            Founding founding,
            String workstation) {
        this.consents = consents;
        this.desk = desk;
        this.people = people;
        this.roles = roles;
        this.signIn = signIn;
        this.founding = founding;
        this.workstation = workstation;
    }

    @Override
    public Optional<Directory> directory() {
        return desk.directory();
    }

    @Override
    public boolean may(Asker asker, Permission permission) {
        return desk.may(asker, permission);
    }

    @Override
    public Provenance admit(Asker asker, Permission permission) {
        return desk.admit(asker, permission);
    }

    @Override
    public Optional<Access.SignedIn> who(Asker asker) {
        return desk.who(asker);
    }

    @Override
    public Optional<Scope> scope(String word) {
        return desk.scope(word);
    }

    @Override
    public SignIn.Opened firstOwner(Asker asker, String login, String name, Secret password) {
        founding.await();
        people.firstOwner(desk.known(asker, Actors.SYSTEM), login, name, password);
        return opened(signIn.open(new SignIn.Proof.Password(login, password), workstation, false));
    }

    @Override
    public SignIn.Opened signIn(SignIn.Proof proof, boolean remember) {
        return opened(signIn.open(proof, workstation, remember));
    }

    @Override
    public SignIn.Opened firstSignIn(String login, Secret code, Secret password) {
        return opened(signIn.first(login, code, password, workstation));
    }

    /** The session must be known here before anybody can use it. */
    private SignIn.Opened opened(SignIn.Opened opened) {
        desk.read();
        return opened;
    }

    @Override
    public void signOut(Asker.Session asker) {
        signIn.signOut(desk.signedIn(asker));
        desk.read();
    }

    @Override
    public void unlockScreen(Asker.Session asker, Secret secret) {
        signIn.unlock(desk.signedIn(asker), secret);
    }

    @Override
    public void setPassword(Asker.Session asker, Secret old, Secret next) {
        signIn.setPassword(desk.signedIn(asker), old, next);
        desk.read();
    }

    @Override
    public void setPin(Asker.Session asker, Secret password, Secret pin) {
        signIn.setPin(desk.signedIn(asker), password, pin);
        desk.read();
    }

    @Override
    public Secret invite(Asker asker, String login, String name) {
        Secret code = people.invite(desk.admit(asker, Permission.PERSON_MANAGE), login, name);
        desk.read();
        return code;
    }

    @Override
    public Secret renew(Asker asker, String login, String reason) {
        Secret code = people.renew(desk.admitOver(asker, Permission.PERSON_MANAGE, login), login, reason);
        desk.read();
        return code;
    }

    private void change(Provenance by, Consumer<Provenance> work) {
        work.accept(by);
        desk.read();
    }

    @Override
    public void rename(Asker asker, String login, String name, String reason) {
        change(desk.admitOver(asker, Permission.PERSON_MANAGE, login), by -> people.rename(by, login, name, reason));
    }

    @Override
    public void become(Asker asker, String login, Standing standing, String reason) {
        change(desk.admitOver(asker, Permission.PERSON_MANAGE, login), by -> {
            switch (standing) {
                case LOCKED -> people.lock(by, login, reason);
                case UNLOCKED -> people.unlock(by, login, reason);
                case LEFT -> people.leave(by, login, reason);
            }
        });
    }

    @Override
    public Optional<Signoff> grant(Asker asker, String login, String role, Scope scope, String reason) {
        Provenance by = desk.admitRole(asker, role, scope);
        if (consents.rolesTakeSignatures()) {
            return Optional.of(consents.requestRole(by, login, role, scope, reason));
        }
        change(by, who -> roles.grant(who, login, role, scope, reason));
        return Optional.empty();
    }

    @Override
    public Consents.Signed grantAlone(
            Asker.Session asker, Secret secret, String login, String role, Scope scope, String reason) {
        desk.admitRole(asker, role, scope);
        return consents.roleAlone(asker, secret, login, role, scope, reason);
    }

    @Override
    public void take(Asker asker, String login, String role, Scope scope, String reason) {
        change(desk.admitRole(asker, role, scope), by -> roles.take(by, login, role, scope, reason));
    }

    @Override
    public void makeRole(Asker asker, String key, String name, Set<Permission> permissions, String reason) {
        Provenance who = desk.admitMaking(asker, key, permissions);
        demandNoMore(key, permissions);
        change(who, by -> roles.makeRole(by, key, name, permissions, reason));
    }

    /** Where giving a role takes signatures, nobody gets more by his role becoming another. */
    private void demandNoMore(String key, Set<Permission> permissions) {
        boolean more = desk.directory().stream()
                .flatMap(d -> d.grants().stream())
                .anyMatch(g ->
                        g.role().key().equals(key) && !g.role().permissions().containsAll(permissions));
        if (more && consents.rolesTakeSignatures()) {
            throw new IdentityRefused("Somebody has the role " + key + ", and giving more takes signatures here. Make"
                    + " another role and give it.");
        }
    }

    @Override
    public void badge(Asker asker, String login, Secret number, String reason) {
        change(desk.admitOver(asker, Permission.PERSON_MANAGE, login), by -> people.badge(by, login, number, reason));
    }

    @Override
    public Secret deviceKey(Asker asker, String device, String reason) {
        Provenance by = desk.admit(asker, Permission.PERSON_MANAGE);
        if (!desk.isDevice(device)) {
            throw new IdentityRefused("There is no device " + device + " in the facility file.");
        }
        Secret key = people.deviceKey(by, device, reason);
        desk.read();
        return key;
    }

    @Override
    public void revokeKeys(Asker asker, String device, String reason) {
        change(desk.admit(asker, Permission.PERSON_MANAGE), by -> people.revokeKeys(by, device, reason));
    }

    @Override
    public List<DeviceKey> keys(Asker asker) {
        desk.admit(asker, Permission.PERSON_READ);
        return keys();
    }

    @Override
    public List<DeviceKey> keys() {
        return desk.keys().stream()
                .sorted(Comparator.comparing(DeviceKey::device).thenComparing(DeviceKey::created))
                .toList();
    }

    @Override
    public boolean holds(String key) {
        return desk.holds(key);
    }

    @Override
    public void revokeBadge(Asker asker, String login, String reason) {
        change(desk.admitOver(asker, Permission.PERSON_MANAGE, login), by -> people.revokeBadge(by, login, reason));
    }

    @Override
    public void endSession(Asker asker, UUID session, String reason) {
        change(desk.admit(asker, Permission.SESSION_END), by -> people.endSession(by, session, reason));
    }
}
