package org.penstock.app.window.model.configuration;

import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Mark;
import org.penstock.core.facility.FacilityElements.ElementId;

/**
 * A line of the list of elements: an element, or the kind above those of one kind.
 *
 * @param id null for a kind
 * @param sign {@code +} new, {@code ~} changed, "" as it is in force
 * @param note what is said of it: new, changed, how many faults
 */
public record ElementRow(
        String key, @Nullable ElementId id, String title, String detail, String sign, Mark mark, String note)
        implements Keyed {}
