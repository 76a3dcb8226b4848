/**
 * Who acts: every person, device and service that a record can name ({@link org.penstock.core.identity.Actors}); persons
 * with their roles, credentials and sessions; and the one check of what somebody may do
 * ({@link org.penstock.core.identity.Access}).
 *
 * <p>Read {@link org.penstock.core.identity.Permission} and {@link org.penstock.core.identity.Role} first, then
 * {@link org.penstock.core.identity.Directory}, which is who there is at one moment.
 * {@link org.penstock.core.identity.SignIn} opens sessions and vouches for signers,
 * {@link org.penstock.core.identity.People} changes persons, {@link org.penstock.core.identity.Roles} roles, {@link org.penstock.core.identity.FileRoles} what
 * the facility file says of them.
 *
 * <p>Secrets live here as slow hashes only. This room knows the record below it and no file, screen or device.
 */
@NullMarked
package org.penstock.core.identity;

import org.jspecify.annotations.NullMarked;
