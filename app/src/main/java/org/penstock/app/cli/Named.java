package org.penstock.app.cli;

/** A command whose class serves several verbs, and which therefore says itself what it is called. */
interface Named {
    String name();

    String description();
}
