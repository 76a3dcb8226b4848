package org.penstock.app.window.view.signoff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.core.consent.Meaning;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;

/** What a person can do with sign-offs. On the JavaFX thread; answers come to {@link SignoffsView}. */
public interface SignoffActions {
    /** As whom a person signs. */
    sealed interface As {
        /** As who is signed in here, by one component. */
        record Present(Secret secret) implements As {}

        /** As whoever proves himself by two. */
        record Proven(SignIn.Proof proof) implements As {}
    }

    /**
     * Signs.
     *
     * @param meaning what is said with it; null = what each one's policy still wants from this person
     */
    void sign(List<SignoffRow> rows, As as, @Nullable Meaning meaning, String reason);

    /** Says that what another did alone was looked at. */
    void review(SignoffRow row, Secret secret, String note);

    /** Says no. */
    void refuse(SignoffRow row, String reason);

    /** Takes back what one asked for. */
    void withdraw(SignoffRow row, String reason);

    /** A sign-off is looked at: what it would change is to be told to {@link SignoffsView#inWords}. */
    void look(SignoffRow row);

    /** Somebody signs in; null where that cannot be offered. */
    @Nullable
    Runnable signIn();
}
