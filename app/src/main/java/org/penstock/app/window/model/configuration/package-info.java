/**
 * What the page of the configuration shows, as plain values: the versions that were in force and how they differ, the
 * elements of the facility file with the fields each may have, and the changes a person has made but not applied. A change
 * is always one of the text of the file ({@link org.penstock.core.facility.FacilityEdit}); a check of that text, the same
 * as for a change made by hand, says at which field something is wrong. No controls, no clocks, no threads.
 */
@NullMarked
package org.penstock.app.window.model.configuration;

import org.jspecify.annotations.NullMarked;
