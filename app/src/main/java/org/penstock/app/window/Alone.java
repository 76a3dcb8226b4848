package org.penstock.app.window;

import java.util.function.BiFunction;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Filled;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.runtime.Consents;

/** The exception for a facility of one: who asks signs at once, and another person looks at it later. */
final class Alone {
    private Alone() {}

    /** @return what came of it. @throws Filled.Unfit where nobody is signed in, or gave no secret */
    static String of(Asker asker, Filled filled, Words words, BiFunction<Asker.Session, Secret, Consents.Signed> does) {
        if (!(asker instanceof Asker.Session session)) {
            throw new Filled.Unfit(words.of("signoff.nobody"));
        }
        Secret secret = filled.secret("secret").orElseThrow(() -> new Filled.Unfit(words.of("signoff.no-secret")));
        Consents.Signed signed = does.apply(session, secret);
        return signed.outcome().isEmpty() ? signed.signoff().summary() : signed.outcome();
    }
}
