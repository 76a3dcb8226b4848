/**
 * Where people prove who they are and where their rights are given: the sign-in pane, the bar that says that the screen is
 * locked, and the page of the people. What is typed unseen leaves a field once, by {@link
 * org.penstock.app.window.view.people.SecretField#take}, and is kept nowhere.
 */
@NullMarked
package org.penstock.app.window.view.people;

import org.jspecify.annotations.NullMarked;
