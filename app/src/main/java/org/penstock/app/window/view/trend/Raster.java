package org.penstock.app.window.view.trend;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/**
 * The pixels a picture is drawn into. Where no card helps, JavaFX outlines every stroke before it paints it, which takes ten
 * times as long as a step through time may take; here a line becomes one upright stroke with soft ends for each column of
 * pixels, and rulers become rows and columns. There are two sets of pixels, because one may still be on its way to the
 * screen. Lengths are in px of the layout, whatever the screen makes of them. JavaFX thread.
 */
final class Raster {
    private Side[] sides = {new Side(1, 1), new Side(1, 1)};
    private int front;
    private double scale = 1;

    private static final class Side {
        private final int width;
        private final int height;
        private final int[] pixels;
        private final PixelBuffer<IntBuffer> buffer;
        private final WritableImage image;

        Side(int width, int height) {
            this.width = width;
            this.height = height;
            pixels = new int[width * height];
            buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(buffer);
        }
    }

    /** Begins a picture without anything in it. @param pixels of the screen for one px of the layout */
    void begin(double width, double height, double pixels) {
        scale = pixels;
        int across = (int) Math.max(1, Math.ceil(width * pixels));
        int down = (int) Math.max(1, Math.ceil(height * pixels));
        front = 1 - front;
        if (sides[front].width != across || sides[front].height != down) {
            sides = new Side[] {new Side(across, down), new Side(across, down)};
            return;
        }
        Arrays.fill(sides[front].pixels, 0);
    }

    /** The picture, finished. */
    Image end() {
        sides[front].buffer.updateBuffer(_ -> null);
        return sides[front].image;
    }

    /** Fills a rectangle. @param alpha 0 to 1 */
    void fill(Paint paint, double alpha, double x, double y, double width, double height) {
        Color color = color(paint);
        int a = (int) Math.round(alpha * color.getOpacity() * 255);
        int argb = argb(color);
        Side side = sides[front];
        int right = Math.min(side.width, (int) Math.round((x + width) * scale));
        int bottom = Math.min(side.height, (int) Math.round((y + height) * scale));
        for (int row = Math.max(0, (int) Math.round(y * scale)); row < bottom; row++) {
            for (int column = Math.max(0, (int) Math.round(x * scale)); column < right; column++) {
                blend(column, row, argb, a);
            }
        }
    }

    /** A ruler from left to right. @param on px that are drawn before {@code off} are not; 0 for all */
    void across(Paint paint, double left, double right, double y, int on, int off) {
        for (double x = left; x < right; x += on + off) {
            fill(paint, 1, x, y, on == 0 ? right - left : Math.min(on, right - x), 1);
            if (on == 0) {
                return;
            }
        }
    }

    /** A ruler from the top down. */
    void down(Paint paint, double x, double top, double bottom, int on, int off) {
        for (double y = top; y < bottom; y += on + off) {
            fill(paint, 1, x, y, 1, on == 0 ? bottom - top : Math.min(on, bottom - y));
            if (on == 0) {
                return;
            }
        }
    }

    /**
     * One upright stroke with soft ends, a column wide.
     *
     * @param argb of {@link #ink}
     * @param x column of pixels from the left edge of the picture
     * @param from pixels from the upper edge of the picture, 0 or more
     */
    void upright(int argb, int x, double from, double to) {
        Side side = sides[front];
        double end = Math.min(to, side.height);
        if (x < 0 || x >= side.width || from >= end) {
            return;
        }
        // A cast is a floor here, and without the compiler that optimises a floor costs more than the stroke.
        int first = (int) from;
        int last = (int) end;
        if (first == last) {
            blend(x, first, argb, (int) ((end - from) * 255));
            return;
        }
        blend(x, first, argb, (int) ((first + 1 - from) * 255));
        int[] pixels = side.pixels;
        for (int y = first + 1, at = y * side.width + x; y < last; y++, at += side.width) {
            pixels[at] = argb;
        }
        if (end > last) {
            blend(x, last, argb, (int) ((end - last) * 255));
        }
    }

    /** The column of pixels at a place. @param x px of the layout */
    int column(double x) {
        return (int) Math.round(x * scale);
    }

    /** A colour as pixels have it. */
    static int ink(Paint paint) {
        return argb(color(paint));
    }

    /** Stamps a small shape around a place. */
    void stamp(Paint paint, Stamp stamp, double x, double y) {
        int argb = argb(color(paint));
        int left = (int) Math.round(x * scale) - stamp.reach();
        int top = (int) Math.round(y * scale) - stamp.reach();
        int size = 2 * stamp.reach() + 1;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int alpha = stamp.alpha()[row * size + column] & 255;
                if (alpha > 0) {
                    blend(left + column, top + row, argb, alpha);
                }
            }
        }
    }

    /** Pixels of the screen for one px of the layout. */
    double scale() {
        return scale;
    }

    private void blend(int x, int y, int argb, int alpha) {
        Side side = sides[front];
        int at = y * side.width + x;
        if (x < 0 || x >= side.width || y < 0 || y >= side.height) {
            return;
        }
        if (alpha >= 255) {
            side.pixels[at] = argb;
            return;
        }
        int under = side.pixels[at];
        int left = 255 - alpha;
        int a = alpha + (under >>> 24) * left / 255;
        int r = ((argb >> 16 & 255) * alpha + (under >> 16 & 255) * left) / 255;
        int g = ((argb >> 8 & 255) * alpha + (under >> 8 & 255) * left) / 255;
        int b = ((argb & 255) * alpha + (under & 255) * left) / 255;
        side.pixels[at] = a << 24 | r << 16 | g << 8 | b;
    }

    /** An ink is one colour. */
    private static Color color(Paint paint) {
        return (Color) paint;
    }

    private static int argb(Color c) {
        return 255 << 24
                | (int) Math.round(c.getRed() * 255) << 16
                | (int) Math.round(c.getGreen() * 255) << 8
                | (int) Math.round(c.getBlue() * 255);
    }
}
