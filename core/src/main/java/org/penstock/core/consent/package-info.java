/**
 * Who agreed to what. Begin with {@link org.penstock.core.consent.Signoffs}: somebody asks for an
 * {@link org.penstock.core.consent.Action}, what he asks for is frozen and hashed together with the
 * {@link org.penstock.core.consent.Policy} in force, distinct persons sign that hash, and what is carried out is exactly
 * what was signed, once. Whoever carries it out gets an {@link org.penstock.core.consent.Approved}, which nobody else can
 * make: rooms above demand one where an action must not happen without it.
 *
 * <p>Each change of a row is an event that carries the whole row. Before anything is added to a sign-off or done because of
 * it, its rows are compared with those events: a signature that was put into the table behind the program opens nothing.
 * {@link org.penstock.core.consent.ConsentVerifier} does the same for the whole record.
 *
 * <p>Whether a person is who he says, and may do what he asks, {@code identity} has decided before.
 */
@NullMarked
package org.penstock.core.consent;

import org.jspecify.annotations.NullMarked;
