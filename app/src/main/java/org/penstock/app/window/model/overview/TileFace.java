package org.penstock.app.window.model.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.ValueLine;

/** What a place shows of itself on the overview, by what kind of place it is. */
public sealed interface TileFace {
    /**
     * A place of no special kind: one value large, some others.
     *
     * @param hero what the profile looks at first, null when it measures nothing
     * @param caption name of the hero and what must be said about it, "" without one
     * @param more how many values are not shown, in words; "" when none
     */
    record Plain(ValueLine.@Nullable Value hero, String caption, List<ValueLine.Value> values, String more)
            implements TileFace {
        public Plain {
            values = List.copyOf(values);
        }
    }

    /**
     * A room, bay or zone of plants.
     *
     * @param figures its climate and its substrate, always in the same order
     * @param lines what else it measures, by name
     * @param more how many values are not shown, in words; "" when none
     * @param water when it is watered, null where nothing waters it
     */
    record Room(
            List<Figure> figures,
            List<Figure> lines,
            String more,
            @Nullable Water water) implements TileFace {
        public Room {
            figures = List.copyOf(figures);
            lines = List.copyOf(lines);
        }
    }

    /**
     * The next day of watering, as a strip.
     *
     * @param now what flows now, or since when nothing does and what is next
     * @param flowing whether water flows
     * @param starts planned starts from now (0) to in a day (1)
     */
    record Water(String now, boolean flowing, List<Double> starts) {
        public Water {
            starts = List.copyOf(starts);
        }
    }

    /**
     * A cold unit, freezer or incubator: first how it is.
     *
     * @param condition in a word or two
     * @param hero its temperature, null where none is measured
     * @param lines product, door, fan and whatever else it measures, by name
     */
    record ColdUnit(Condition condition, @Nullable Figure hero, List<Figure> lines, String more) implements TileFace {
        public ColdUnit {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A barn with everything in it and what feeds it, in rows.
     *
     * @param more how many values are not shown, in words; "" when none
     */
    record Barn(List<Group> groups, String more) implements TileFace {
        public Barn {
            groups = List.copyOf(groups);
        }
    }

    /** Figures that are read together. */
    record Group(String name, List<Figure> figures) {
        public Group {
            figures = List.copyOf(figures);
        }
    }

    /**
     * A vessel with a culture in it.
     *
     * @param figures temperature, acidity, oxygen
     * @param lines stirring and whatever else it measures, by name
     * @param run the step that is running, or what comes next; "" where no program opens anything in it
     * @param done part of the run that has passed, 0..1; NaN when nothing runs
     */
    record Vessel(List<Figure> figures, List<Figure> lines, String more, String run, double done) implements TileFace {
        public Vessel {
            figures = List.copyOf(figures);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line, tank or room of a plant, as a line of a board.
     *
     * @param lines its values by name, those with limits first, each with its limits as its note
     * @param next what runs in it next, "" when nothing is planned
     */
    record Line(Condition condition, List<Figure> lines, String more, String next) implements TileFace {
        public Line {
            lines = List.copyOf(lines);
        }
    }

    /**
     * How a place is, in a word.
     *
     * @param word what is read from across the room
     * @param styleClass of the shape beside it
     * @param number in the shape, "" when none
     * @param since for how long it has been so, and why; "" when that is not known
     * @param rank the smaller, the worse
     */
    record Condition(String word, String styleClass, String number, String since, int rank) {}
}
