package org.penstock.core.facility;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How one thing of a facility is bound to another, and which ends that can have. */
public enum RelationshipType {
    /** Water, feed, gas or product goes from one to the other. */
    FEEDS(List.of(End.EQUIPMENT, End.OUTPUT, End.LOCATION), List.of(End.EQUIPMENT, End.OUTPUT, End.LOCATION), true),
    /** What is left over goes back or away. */
    DRAINS_TO(List.of(End.EQUIPMENT, End.LOCATION), List.of(End.EQUIPMENT, End.LOCATION), false),
    /** Gives electricity, or takes it away. */
    POWERS(List.of(End.EQUIPMENT, End.OUTPUT), List.of(End.EQUIPMENT, End.DEVICE, End.OUTPUT, End.LOCATION), true),
    /** Decides what the other does. */
    CONTROLS(List.of(End.DEVICE, End.OUTPUT, End.EQUIPMENT), List.of(End.EQUIPMENT, End.OUTPUT, End.LOCATION), false),
    /** Its readings are about the other. */
    MEASURES(List.of(End.STREAM, End.DEVICE, End.EQUIPMENT), List.of(End.EQUIPMENT, End.LOCATION), false),
    /** Counts what the other takes or gives. */
    METERS(List.of(End.STREAM, End.EQUIPMENT), List.of(End.EQUIPMENT, End.OUTPUT, End.LOCATION), false),
    /** Watches the other. */
    MONITORS(List.of(End.STREAM, End.DEVICE, End.EQUIPMENT), List.of(End.EQUIPMENT, End.DEVICE, End.LOCATION), false),
    /** Takes over when the other fails; both are of one sort. */
    BACKS_UP(List.of(End.EQUIPMENT, End.DEVICE, End.OUTPUT), List.of(End.EQUIPMENT, End.DEVICE, End.OUTPUT), false),
    /** Is a part of a tool: a controller or probe of a bioreactor. */
    IN_TOOL(List.of(End.EQUIPMENT, End.DEVICE), List.of(End.EQUIPMENT), true),
    /** Belongs to a group. */
    MEMBER_OF(
            List.of(End.EQUIPMENT, End.DEVICE, End.STREAM, End.OUTPUT, End.LOCATION),
            List.of(End.EQUIPMENT, End.LOCATION),
            true);

    /** What can stand at an end. */
    public enum End {
        EQUIPMENT,
        DEVICE,
        STREAM,
        OUTPUT,
        LOCATION;

        /** The word in files and tables, and for a person. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<End> from;
    private final List<End> to;
    private final boolean acyclic;

    RelationshipType(List<End> from, List<End> to, boolean acyclic) {
        this.from = from;
        this.to = to;
        this.acyclic = acyclic;
    }

    /** The word in files and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it can begin at. */
    public List<End> from() {
        return from;
    }

    /** What it can end at. */
    public List<End> to() {
        return to;
    }

    /** Whether following it never leads back to where one began. */
    public boolean acyclic() {
        return acyclic;
    }

    /** Every word. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RelationshipType::word).toList();
    }

    /** The type for a word. */
    public static Optional<RelationshipType> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }
}
