package org.penstock.app.print;

import java.util.List;

/**
 * Lines over time as they go onto paper: what was seen, and nothing else.
 *
 * @param title what it shows
 * @param site whose
 * @param range which time
 * @param by who printed it
 * @param at when, in words
 * @param lanes from the top
 * @param times below them all
 * @param runs programs that ran
 * @param head of the table
 * @param table one row a line, its pen first
 * @param notes what people noted at that time, a sentence each
 */
public record TrendSheet(
        String title,
        String site,
        String range,
        String by,
        String at,
        List<Lane> lanes,
        List<Tick> times,
        List<Block> runs,
        List<String> head,
        List<Row> table,
        List<String> notes) {
    /** Width of a strip in the points of its paths. */
    public static final double WIDTH = 1_400;

    public TrendSheet {
        lanes = List.copyOf(lanes);
        times = List.copyOf(times);
        runs = List.copyOf(runs);
        head = List.copyOf(head);
        table = List.copyOf(table);
        notes = List.copyOf(notes);
    }

    /** Something at a place along an axis, from 0 to 1. */
    public record Tick(double at, String text) {}

    /** A stretch along the time, from 0 to 1. */
    public record Block(double from, double to, String text) {}

    /** One row of the table. @param pen which of the eight, from 0 */
    public record Row(int pen, boolean dashed, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A strip.
     *
     * @param height in the points of its paths
     * @param ticks along its axis of values, 0 below
     * @param limits where somebody is told, as {@code ticks}
     * @param alerts while one was open
     */
    public record Lane(
            String unit,
            double height,
            List<Tick> ticks,
            List<Tick> limits,
            List<Drawn> lines,
            List<Block> alerts,
            List<Block> notes) {
        public Lane {
            ticks = List.copyOf(ticks);
            limits = List.copyOf(limits);
            lines = List.copyOf(lines);
            alerts = List.copyOf(alerts);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One line, in points from the upper left corner of its strip.
     *
     * @param pen which of the eight, from 0
     * @param dashed whether it is of another time, or of a lot's stay
     * @param dotted where the source doubts itself
     * @param bad times without a value to believe, as pairs of left and right
     */
    public record Drawn(
            int pen,
            boolean dashed,
            List<double[][]> full,
            List<double[][]> dotted,
            List<double[]> dots,
            List<double[]> bad) {
        public Drawn {
            full = List.copyOf(full);
            dotted = List.copyOf(dotted);
            dots = List.copyOf(dots);
            bad = List.copyOf(bad);
        }
    }
}
