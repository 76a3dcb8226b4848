package org.penstock.app.print;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** The picture of a {@link TrendSheet}, dark on white and told apart without colours: by strength, dashes and marks. */
final class TrendPicture {
    private static final double LEFT = 110;
    private static final double RIGHT = 90;
    private static final double BETWEEN = 26;
    private static final double FOOT = 34;
    private static final double RUN = 30;
    private static final double MARKS = 170;
    private static final Color GRID = new Color(0xdddddd);
    private static final Color AXIS = new Color(0x666666);
    private static final Color TEXT = new Color(0x222222);
    private static final Color ALERT = new Color(0xe2e2e2);
    private static final List<Color> PENS = List.of(
            new Color(0x000000),
            new Color(0x1f4e8c),
            new Color(0x1c6b3f),
            new Color(0x8a4b10),
            new Color(0x8a2b5c),
            new Color(0x3d3fa8),
            new Color(0x5b6410),
            new Color(0x505a68));

    private final TrendSheet sheet;
    private final Graphics2D g;

    private TrendPicture(TrendSheet sheet, Graphics2D g) {
        this.sheet = sheet;
        this.g = g;
    }

    static BufferedImage of(TrendSheet sheet) {
        double lanes =
                sheet.lanes().stream().mapToDouble(l -> l.height() + BETWEEN).sum();
        double height = lanes + (sheet.runs().isEmpty() ? 0 : RUN) + FOOT;
        BufferedImage image = new BufferedImage(
                (int) (LEFT + TrendSheet.WIDTH + RIGHT), (int) Math.ceil(height), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.setFont(Letters.OPEN_SANS.deriveFont(Font.PLAIN, 17f));
            new TrendPicture(sheet, g).draw();
        } finally {
            g.dispose();
        }
        return image;
    }

    private void draw() {
        double top = BETWEEN / 2;
        for (TrendSheet.Lane lane : sheet.lanes()) {
            lane(lane, top);
            top += lane.height() + BETWEEN;
        }
        top -= BETWEEN;
        if (!sheet.runs().isEmpty()) {
            for (TrendSheet.Block run : sheet.runs()) {
                double from = x(run.from());
                g.setColor(GRID);
                g.fill(new Rectangle2D.Double(from, top + 4, Math.max(2, x(run.to()) - from), RUN - 8));
                g.setColor(TEXT);
                g.drawString(run.text(), (float) from + 3, (float) (top + RUN - 9));
            }
            top += RUN;
        }
        g.setColor(TEXT);
        for (TrendSheet.Tick t : sheet.times()) {
            double width = g.getFontMetrics().stringWidth(t.text());
            double at = Math.clamp(x(t.at()) - width / 2, LEFT, LEFT + TrendSheet.WIDTH - width);
            g.drawString(t.text(), (float) at, (float) top + 24);
        }
    }

    private void lane(TrendSheet.Lane lane, double top) {
        double bottom = top + lane.height();
        for (TrendSheet.Block b : lane.alerts()) {
            g.setColor(ALERT);
            g.fill(new Rectangle2D.Double(x(b.from()), top, Math.max(2, x(b.to()) - x(b.from())), lane.height()));
            g.setColor(TEXT);
            g.drawString(b.text(), (float) x(b.from()) + 3, (float) top + 17);
        }
        g.setStroke(new BasicStroke(1));
        for (TrendSheet.Tick t : sheet.times()) {
            g.setColor(GRID);
            g.draw(new Line2D.Double(x(t.at()), top, x(t.at()), bottom));
        }
        for (TrendSheet.Tick t : lane.ticks()) {
            double y = bottom - t.at() * lane.height();
            g.setColor(GRID);
            g.draw(new Line2D.Double(LEFT, y, LEFT + TrendSheet.WIDTH, y));
            g.setColor(TEXT);
            g.drawString(t.text(), (float) (LEFT - 8 - g.getFontMetrics().stringWidth(t.text())), (float) y + 6);
        }
        g.setColor(AXIS);
        g.draw(new Rectangle2D.Double(LEFT, top, TrendSheet.WIDTH, lane.height()));
        g.setStroke(dashes(1, 9, 6));
        for (TrendSheet.Tick t : lane.limits()) {
            double y = bottom - t.at() * lane.height();
            g.setColor(AXIS);
            g.draw(new Line2D.Double(LEFT, y, LEFT + TrendSheet.WIDTH, y));
            g.drawString(t.text(), (float) (LEFT + TrendSheet.WIDTH + 6), (float) y + 6);
        }
        Shape clip = g.getClip();
        g.clip(new Rectangle2D.Double(LEFT, top - 1, TrendSheet.WIDTH, lane.height() + 2));
        g.translate(LEFT, top);
        lane.lines().forEach(l -> line(l, lane.height()));
        g.translate(-LEFT, -top);
        g.setClip(clip);
        g.setColor(TEXT);
        g.setStroke(dashes(1, 3, 4));
        for (TrendSheet.Block n : lane.notes()) {
            g.draw(new Line2D.Double(x(n.from()), top, x(n.from()), bottom));
            g.drawString(n.text(), (float) x(n.from()) + 4, (float) bottom - 6);
        }
        g.drawString(lane.unit(), (float) LEFT + 8, (float) top + 18);
    }

    private void line(TrendSheet.Drawn line, double height) {
        g.setColor(PENS.get(line.pen() % PENS.size()));
        g.setStroke(line.dashed() ? dashes(1.6f, 11, 7) : new BasicStroke(1.6f));
        line.full().forEach(p -> g.draw(path(p)));
        g.setStroke(dashes(1.6f, 2, 5));
        line.dotted().forEach(p -> g.draw(path(p)));
        g.setStroke(new BasicStroke(1.6f));
        for (double[] d : line.dots()) {
            g.draw(new Ellipse2D.Double(d[0] - 4, d[1] - 4, 8, 8));
        }
        double next = 60 + line.pen() * 40;
        for (double[][] p : line.full()) {
            for (int i = 0; i < p[0].length; i++) {
                if (p[0][i] >= next) {
                    g.drawString(Integer.toString(line.pen() + 1), (float) p[0][i] - 4, (float) p[1][i] - 6);
                    next = p[0][i] + MARKS;
                }
            }
        }
        for (double[] b : line.bad()) {
            g.fill(new Rectangle2D.Double(b[0], height - 6, b[1] - b[0], 5));
        }
    }

    private static Path2D path(double[][] points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points[0].length; i++) {
            if (i == 0) {
                path.moveTo(points[0][i], points[1][i]);
            } else {
                path.lineTo(points[0][i], points[1][i]);
            }
        }
        return path;
    }

    private static BasicStroke dashes(float width, float on, float off) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 10, new float[] {on, off}, 0);
    }

    private static double x(double part) {
        return LEFT + part * TrendSheet.WIDTH;
    }
}
