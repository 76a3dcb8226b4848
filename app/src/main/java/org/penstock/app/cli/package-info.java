/**
 * What a person types: {@code penstock}, its commands, their help, texts and exit codes. Every command that asks gets the
 * same document, from the running process over the local API or from the record opened for it, and prints it as text or,
 * with {@code --json}, as it is.
 */
@NullMarked
package org.penstock.app.cli;

import org.jspecify.annotations.NullMarked;
