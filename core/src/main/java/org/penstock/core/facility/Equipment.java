package org.penstock.core.facility;

import java.util.List;

/**
 * What the facility file says about equipment, in file order.
 *
 * @param schemas those the file brings, and of those that come with the program the ones a piece is read with
 */
public record Equipment(List<SchemaSpec> schemas, List<EquipmentSpec> pieces) {
    /** A facility that names no equipment. */
    public static final Equipment NONE = new Equipment(List.of(), List.of());

    public Equipment {
        schemas = List.copyOf(schemas);
        pieces = List.copyOf(pieces);
    }
}
