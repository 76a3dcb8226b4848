/**
 * What needs a person, and until when: the alert life cycle (active, acknowledged, returned, resolved) as a stage of the
 * engine, its tables and its views.
 */
@NullMarked
package org.penstock.core.alert;

import org.jspecify.annotations.NullMarked;
