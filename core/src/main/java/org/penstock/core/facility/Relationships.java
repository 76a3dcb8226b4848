package org.penstock.core.facility;

import java.util.List;

/** The relationships of a facility file, in file order. */
public record Relationships(List<RelationshipSpec> relationships) {
    public Relationships {
        relationships = List.copyOf(relationships);
    }
}
