/**
 * The page of the configuration: its history, and the editors of everything the facility file says. Like every view of the
 * window these are made once and then only told new values, know no facility and hold no words or colours of their own. What a
 * person does goes to {@link org.penstock.app.window.view.configuration.ConfigurationActions}. JavaFX thread only.
 */
@NullMarked
package org.penstock.app.window.view.configuration;

import org.jspecify.annotations.NullMarked;
