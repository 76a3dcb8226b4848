/**
 * What is kept of readings, as the page shows it: {@link org.penstock.app.window.model.retention.RetentionList} lists the room they
 * take, what would go now, what keeps it, and what went; {@link org.penstock.app.window.model.retention.RetentionEntry} writes each
 * of them whole, {@link org.penstock.app.window.model.retention.RetentionForms} asks for what a deed needs.
 */
@NullMarked
package org.penstock.app.window.model.retention;

import org.jspecify.annotations.NullMarked;
