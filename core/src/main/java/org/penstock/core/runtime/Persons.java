package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.DeviceKey;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;

/**
 * The people of the facility: signing in and out, and changing who may do what. What somebody may not do is told by
 * {@link org.penstock.core.identity.NotAllowed}, what cannot be done by
 * {@link org.penstock.core.identity.IdentityRefused}, and a database that is away by
 * {@link org.penstock.core.db.DatabaseAway}: nothing was changed then. Every method may be called from any thread; but for
 * {@link #directory}, {@link #may}, {@link #who}, {@link #keys()} and {@link #scope}, which look into memory, each blocks on the
 * database and hashes for some hundredths of a second.
 */
public interface Persons {
    /** Who there is, as last read, at most a second old; empty while it could never be read. */
    Optional<Directory> directory();

    /** Whether somebody may do something at this site; what a screen offers follows it. Refusing is {@link #admit}'s. */
    boolean may(Asker asker, Permission permission);

    /** Lets somebody do something at this site. @throws org.penstock.core.identity.NotAllowed saying who may instead */
    Provenance admit(Asker asker, Permission permission);

    /** The person behind an open session; empty when it has ended. */
    Optional<Access.SignedIn> who(Asker asker);

    /** Makes the first owner and signs him in. */
    SignIn.Opened firstOwner(Asker asker, String login, String name, Secret password);

    /** Opens a session at this workstation. @param remember keep it for 30 days instead of an hour without use */
    SignIn.Opened signIn(SignIn.Proof proof, boolean remember);

    /** The first sign-in, with the code a person was told: sets the password and opens a session. */
    SignIn.Opened firstSignIn(String login, Secret code, Secret password);

    /** Ends the asker's own session. */
    void signOut(Asker.Session asker);

    /** Lets the person of a session go on at a locked screen. @param secret password or PIN */
    void unlockScreen(Asker.Session asker, Secret secret);

    /** Sets the asker's own password. */
    void setPassword(Asker.Session asker, Secret old, Secret next);

    /** Sets the asker's own PIN. */
    void setPin(Asker.Session asker, Secret password, Secret pin);

    /** Names a person. @return the code for the first sign-in, shown now and never again */
    Secret invite(Asker asker, String login, String name);

    /** A new code for somebody who was named in the file or forgot his password. */
    Secret renew(Asker asker, String login, String reason);

    /** Changes the name printed under signatures to come. */
    void rename(Asker asker, String login, String name, String reason);

    /** Changes whether a person may sign in. */
    void become(Asker asker, String login, Standing standing, String reason);

    /** What can become of a person. */
    enum Standing {
        LOCKED,
        /** Not locked, and no longer waiting after wrong secrets. */
        UNLOCKED,
        LEFT
    }

    /**
     * Gives a role, or asks for the signatures that this takes here.
     *
     * @return the sign-off that it waits for; empty = the person has the role
     */
    Optional<Signoff> grant(Asker asker, String login, String role, Scope scope, String reason);

    /** Gives a role that takes signatures where nobody else could sign: who asks signs, another one looks at it later. */
    Consents.Signed grantAlone(
            Asker.Session asker, Secret secret, String login, String role, Scope scope, String reason);

    /** Takes a role back. */
    void take(Asker asker, String login, String role, Scope scope, String reason);

    /** Makes a role of the organization's own, or changes what it allows. */
    void makeRole(Asker asker, String key, String name, Set<Permission> permissions, String reason);

    /** Gives a person a badge in place of the one before. */
    void badge(Asker asker, String login, Secret number, String reason);

    /**
     * Makes a key with which a device of the facility asks over HTTP, within what the role {@code device} may.
     *
     * @return the key, shown only now
     */
    Secret deviceKey(Asker asker, String device, String reason);

    /** Revokes every key of a device, at once. */
    void revokeKeys(Asker asker, String device, String reason);

    /** Keys of devices in force. */
    List<DeviceKey> keys(Asker asker);

    /** The same as it was last read, to be shown to whom {@link #may} lets see it: asks nobody and uses no session. */
    List<DeviceKey> keys();

    /** Whether a key is in force. */
    boolean holds(String key);

    /** Revokes a person's badge and ends his sessions, at once. */
    void revokeBadge(Asker asker, String login, String reason);

    /** Ends somebody's session, at once. */
    void endSession(Asker asker, UUID session, String reason);

    /** The whole organization, this site, and its locations by key, as scopes of roles. */
    Optional<Scope> scope(String word);
}
