package org.penstock.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.penstock.app.print.TrendSheet;
import org.penstock.app.window.model.trend.Beside;
import org.penstock.app.window.model.trend.Measure;
import org.penstock.app.window.model.trend.Stretch;
import org.penstock.app.window.model.trend.Thinning;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.app.window.model.trend.Wish;
import org.penstock.core.runtime.FacilityRecord;

/** A record of one reading a second in memory, noisy and with a silence now and then, which answers on another thread. */
final class Shelf implements TrendDoor {
    private final long piece;

    /** @param piece of time to which readings are thinned, ms */
    Shelf(long piece) {
        this.piece = piece;
    }

    @Override
    public Fetch fetch(List<Wish> wishes, Answer answer) {
        boolean[] ended = new boolean[1];
        CompletableFuture.supplyAsync(() -> wishes.stream().map(this::read).toList())
                .thenAcceptAsync(
                        read -> {
                            for (int i = 0; i < read.size() && !ended[0]; i++) {
                                answer.came(read.get(i), i + 1, read.size());
                                answer.took(wishes.get(i));
                            }
                            if (!ended[0]) {
                                answer.over();
                            }
                        },
                        Platform::runLater);
        return () -> ended[0] = true;
    }

    private Stretch read(Wish wish) {
        Thinning thinning = new Thinning(piece);
        int no = wish.stream().charAt(wish.stream().length() - 1) - '0';
        List<FacilityRecord.Reading> page = new ArrayList<>();
        for (long at = Math.ceilDiv(wish.from(), 1_000) * 1_000; at < wish.to(); at += 1_000) {
            long s = at / 1_000;
            if (s % 9_000 < 300 && no % 3 == 0) {
                continue;
            }
            double noise = ((s * 6_364_136_223_846_793_005L + no) >>> 40 & 0xffff) / 65_536.0;
            double value = 20 + 3 * no + 4 * Math.sin(s / 4_000.0 + no) + noise;
            page.add(new FacilityRecord.Reading(Instant.ofEpochMilli(at), value, "good", false));
        }
        thinning.add(page);
        return new Stretch(wish.stream(), wish.from(), wish.to(), thinning);
    }

    @Override
    public void oldest(Set<String> streams, Consumer<OptionalLong> found, Consumer<String> failed) {
        found.accept(OptionalLong.empty());
    }

    @Override
    public void beside(long from, long to, Consumer<Beside> came, Consumer<String> failed) {
        came.accept(new Beside(from, to, List.of(), List.of(), List.of(), false));
    }

    @Override
    public Fetch measure(List<Measure.Asked> asked, Summing answer) {
        answer.over(List.of());
        return () -> {};
    }

    @Override
    public void write(Writing writing, Runnable written, Consumer<String> refused) {
        refused.accept("Nothing is written on a shelf.");
    }

    @Override
    public void views(Consumer<List<SavedView>> came, Consumer<String> failed) {
        came.accept(List.of());
    }

    @Override
    public void keep(String name, @Nullable String spec, boolean everybodys, Runnable kept, Consumer<String> refused) {
        refused.accept("Nothing is kept on a shelf.");
    }

    @Override
    public void stays(String lot, List<String> like, Consumer<List<String>> came, Consumer<String> failed) {
        came.accept(List.of());
    }

    @Override
    public String folder() {
        return "/";
    }

    @Override
    public Fetch export(String file, List<String> lines, long from, long to, Carrying answer) {
        answer.failed("A shelf takes nothing out.");
        return () -> {};
    }

    @Override
    public Fetch print(String file, TrendSheet sheet, Carrying answer) {
        answer.failed("A shelf prints nothing.");
        return () -> {};
    }
}
