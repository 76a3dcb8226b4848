package org.penstock.app.window.model.synoptic;

import java.util.List;

/**
 * Which lines a piece shows and how much room they take, whatever their values are.
 *
 * @param title its name in lines
 * @param gauge key of the stream that fills a tank, "" when there is none
 * @param rows keys of the streams shown as lines
 * @param names what those are called beside this piece, "" where the unit says it
 * @param units room for the widest unit of the lines
 * @param outputs keys of the outputs shown as lines
 * @param outputNames what those are called beside this piece
 * @param more how many streams and outputs are not shown for want of room
 * @param width letter heights
 * @param height letter heights
 * @param port where pipes come and go, from the top
 * @param half half the width of what pipes end at
 */
public record Face(
        Piece piece,
        List<String> title,
        String gauge,
        List<String> rows,
        List<String> names,
        double units,
        List<String> outputs,
        List<String> outputNames,
        int more,
        double width,
        double height,
        double port,
        double half) {
    /** Height of a line. */
    public static final double ROW = 1.55;

    /** Height of a figure, and its width. */
    public static final double FIGURE = 2.6;

    /** Inner height of a tank. */
    public static final double RESERVOIR = 2.6;

    /** Height of a line of the title. */
    public static final double TITLE = 1.4;

    /** Room for a number. */
    public static final double NUMBER = 4.1;

    /** Between the wall of a box and what is in it. */
    public static final double PAD = 0.5;

    /** Width of the bar that shows a value's place. */
    public static final double BAR = 2.2;

    public Face {
        title = List.copyOf(title);
        rows = List.copyOf(rows);
        names = List.copyOf(names);
        outputs = List.copyOf(outputs);
        outputNames = List.copyOf(outputNames);
    }

    public String id() {
        return piece.id();
    }

    /** Whether the number of the level stands by itself under the tank, not among the other lines. */
    public boolean levelApart() {
        return !gauge.isEmpty() && !rows.contains(gauge);
    }

    /** The same with more room above and below. */
    Face taller(double least) {
        return height >= least
                ? this
                : new Face(
                        piece,
                        title,
                        gauge,
                        rows,
                        names,
                        units,
                        outputs,
                        outputNames,
                        more,
                        width,
                        least,
                        least / 2,
                        half);
    }
}
