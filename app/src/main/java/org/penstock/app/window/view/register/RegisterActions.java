package org.penstock.app.window.view.register;

import java.util.Set;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;

/** What a person can do with records. On the JavaFX thread; answers come to {@link RegisterView}. */
public interface RegisterActions {
    /** Looks at one. @param key "" = at none */
    void choose(String key);

    /** Narrows the list. @param letters "" = none @param on keys of the switches that are on */
    void filter(String letters, Set<String> on);

    /** Begins a deed. @param offer its key */
    void press(String offer);

    /** Does it. */
    void filled(Form form, Filled filled);

    /** A person is here. */
    void used();
}
