package org.penstock.app.window;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.synoptic.Arrangement;
import org.penstock.app.window.model.synoptic.Box;
import org.penstock.app.window.model.synoptic.FirstPipes;
import org.penstock.app.window.model.synoptic.Layout;
import org.penstock.app.window.model.synoptic.Piece;
import org.penstock.app.window.model.synoptic.PieceDetail;
import org.penstock.app.window.model.synoptic.Plan;
import org.penstock.app.window.model.synoptic.Plumbing;
import org.penstock.app.window.model.synoptic.SynopticModel;
import org.penstock.app.window.model.synoptic.Walk;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.synoptic.SynopticActions;
import org.penstock.app.window.view.synoptic.SynopticView;
import org.penstock.core.place.LocationSpec;

/**
 * The page with the drawing of how water, feed, gas, cold and product go. Plans are made on the thread that writes beats;
 * everything else here lives on the JavaFX thread, and the file with a person's arrangement is read and written through the
 * {@link Desk}.
 */
final class SynopticPage implements Page, SynopticActions {
    private final PageAddress address;
    private final Words words;
    private final Going going;
    private final KeptArrangement kept;
    private final SynopticView view;
    /** Only for the thread that writes beats. */
    private Plan written = Plan.NONE;

    private Plan plan = Plan.NONE;
    private Layout layout = Layout.NONE;
    private @Nullable Beat beat;
    private String site = "";
    private String name = "";
    private String chosen = "";

    /** What a beat wrote. */
    private record Written(Plan plan, SynopticModel model, String name, String example) {}

    /**
     * @param address subject is a location, "" the whole site
     * @param file where a person's arrangements are kept, beside the window's settings
     */
    SynopticPage(PageAddress address, Words words, Going going, Path file, Desk desk, Executor screen) {
        this.address = address;
        this.words = words;
        this.going = going;
        this.kept = new KeptArrangement(file, address.subject(), desk, screen, this::lay, this::notKept);
        this.view = new SynopticView(words, this, () -> chosen);
    }

    /** The file of arrangements that belongs to a file of settings. */
    static Path beside(Path settings) {
        return settings.resolveSibling("synoptic.properties");
    }

    @Override
    public PageAddress address() {
        return address;
    }

    @Override
    public String title() {
        return name.isEmpty() || address.subject().isEmpty()
                ? words.of("synoptic.title")
                : words.of("synoptic.title-of", name);
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public Runnable write(Beat next) {
        written = written.now(next.snapshot(), address.subject(), words);
        Plan now = written;
        boolean none = now.faces().isEmpty();
        String example = none && Plumbing.of(next.snapshot(), "").pieces().isEmpty()
                ? FirstPipes.of(next.snapshot())
                : "";
        String place = next.map()
                .location(address.subject())
                .map(LocationSpec::name)
                .orElse(next.snapshot().site().name());
        Written all = new Written(now, SynopticModel.of(now, next), place, example);
        return () -> show(next, all);
    }

    private void show(Beat next, Written all) {
        beat = next;
        if (site.isEmpty()) {
            site = next.snapshot().site().key();
            kept.read(site);
        }
        name = all.name;
        view.name(name);
        if (plan != all.plan) {
            plan = all.plan;
            layout = plan.layout().arranged(kept.now());
            view.plan(plan, layout);
            view.chosen(chosen);
        }
        if (plan.faces().isEmpty()) {
            if (all.example.isEmpty()) {
                view.elsewhere(name);
            } else {
                view.nothing(all.example);
            }
        }
        view.show(all.model, next.lost());
        view.detail(PieceDetail.of(plan, all.model, chosen, next));
    }

    private void notKept(String why) {
        view.problem(why.isEmpty() ? "" : words.of("synoptic.not-kept", kept.file().toString(), why));
    }

    private void lay() {
        layout = plan.layout().arranged(kept.now());
        view.layout(layout);
        view.mode(kept.arranging());
    }

    @Override
    public void choose(String id) {
        chosen = id;
        view.chosen(id);
        Beat now = beat;
        if (now != null) {
            view.detail(PieceDetail.of(plan, SynopticModel.of(plan, now), id, now));
        }
    }

    @Override
    public void walk(Walk.Way way) {
        @Nullable String next = Walk.next(plan.plumbing(), layout, chosen.isEmpty() ? null : chosen, way);
        if (next != null) {
            choose(next);
        }
    }

    @Override
    public void nudge(Walk.Way way) {
        @Nullable Box box = layout.boxes().get(chosen);
        if (box != null) {
            put(chosen, box.x() + way.right() * Arrangement.GRID, box.y() + way.down() * Arrangement.GRID);
            view.chosen(chosen);
        }
    }

    @Override
    public void open(String id, boolean beside) {
        @Nullable Piece piece = plan.plumbing().piece(id);
        if (piece != null && beside) {
            going.goBeside(PieceDetail.page(piece));
        } else if (piece != null) {
            going.go(PieceDetail.page(piece));
        }
    }

    @Override
    public void arrange(boolean on) {
        if (on) {
            kept.begin();
        } else {
            kept.end(site);
        }
        view.mode(kept.arranging());
        view.focus();
    }

    @Override
    public void put(String id, double x, double y) {
        kept.step(a -> a.now().with(id, x, y));
    }

    @Override
    public void undo() {
        kept.undo();
    }

    @Override
    public void redo() {
        kept.redo();
    }

    @Override
    public void automatic() {
        kept.step(_ -> Arrangement.NONE);
    }

    @Override
    public void wholeSite() {
        going.go(PageAddress.of(PageAddress.Kind.SYNOPTIC));
    }

    @Override
    public boolean leave() {
        if (kept.arranging() != null) {
            arrange(false);
            return true;
        }
        if (chosen.isEmpty()) {
            return false;
        }
        choose("");
        return true;
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public void close() {
        kept.close(site);
    }
}
