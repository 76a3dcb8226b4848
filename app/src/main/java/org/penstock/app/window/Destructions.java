package org.penstock.app.window;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments;
import org.penstock.app.api.DestructionDocuments;
import org.penstock.app.api.Parts;
import org.penstock.app.print.PrintedDestruction;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.destruction.DestructionDeed;
import org.penstock.app.window.model.destruction.DestructionEntry;
import org.penstock.app.window.model.destruction.DestructionForms;
import org.penstock.app.window.model.destruction.DestructionList;
import org.penstock.app.window.model.destruction.DestructionRules;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.view.Going;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.JurisdictionRule.Method;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Destroying;
import org.penstock.core.runtime.Stock;

/** The page of the destructions. */
final class Destructions extends RegisterPage {
    /** Destructions read at once, the newest first. */
    private static final int MOST = 500;

    /** What the chosen one is, and where its lot lies. */
    private record Chosen(Destroying.Whole whole, @Nullable Signoff signing, SortedMap<String, BigDecimal> there) {}

    private volatile @Nullable Chosen one;

    Destructions(ControlRoom room, Desk desk, WindowOptions options, Words words, Executor screen, Going going) {
        super(Kind.DESTRUCTION, DestructionList.shape(words), room, desk, options, words, screen, going);
    }

    @Override
    Told read(String chosen, Set<String> on, Asker asker, Pen pen) {
        String shut = why(asker, Permission.LOT_READ);
        if (!shut.isEmpty()) {
            one = null;
            return (_, _) -> new Register(List.of(), "", shut, chosen, null, List.of());
        }
        Destroying destroying = room.stock().destroying();
        List<Destruction> all = destroying.list(asker, on.contains(DestructionList.OVER), MOST);
        Map<String, Signoff> subjects = new HashMap<>();
        room.consents().open(MOST).forEach(s -> subjects.put(s.subject(), s));
        Map<UUID, Signoff> signing = new HashMap<>();
        for (Destruction d : all) {
            Signoff s = subjects.get(d.subject());
            if (s != null) {
                signing.put(d.id(), s);
            }
        }
        Chosen now = chosen.isEmpty()
                ? null
                : destroying
                        .find(asker, UUID.fromString(chosen))
                        .map(w -> new Chosen(
                                w,
                                subjects.get(w.record().destruction().subject()),
                                there(asker, w.record().destruction())))
                        .orElse(null);
        one = now;
        Map<Permission, String> why = LotRights.of(p -> why(asker, p));
        Destroying.Rules rules =
                chosen.isEmpty() || on.contains(DestructionRules.SHOWN) ? destroying.rules(asker) : null;
        return (letters, then) -> DestructionList.of(
                all,
                signing,
                letters,
                chosen,
                rules != null
                        ? DestructionRules.of(rules, then)
                        : now == null
                                ? null
                                : DestructionEntry.of(now.whole(), now.signing(), p -> why.getOrDefault(p, ""), then),
                p -> why.getOrDefault(p, ""),
                then);
    }

    private SortedMap<String, BigDecimal> there(Asker asker, Destruction d) {
        return d.endedAt() != null
                ? Collections.emptySortedMap()
                : room.stock().lot(asker, d.lotNo()).map(Stock.Whole::places).orElseGet(TreeMap::new);
    }

    @Override
    boolean counts() {
        return true;
    }

    private UnaryOperator<String> placeName() {
        return key -> room.snapshot().field().map().location(key).map(LocationSpec::name).orElse(key);
    }

    @Override
    public void press(String offer) {
        DestructionDeed deed = DestructionDeed.of(offer).orElseThrow();
        if (deed == DestructionDeed.SCHEDULE) {
            ask(DestructionForms.schedule(pen()));
            return;
        }
        Chosen now = one;
        if (now == null || !now.whole().record().destruction().id().toString().equals(chosen())) {
            return;
        }
        Destruction d = now.whole().record().destruction();
        Signoff signing = now.signing();
        if (deed == DestructionDeed.SIGN) {
            if (signing != null) {
                going.goTo(PageAddress.of(Kind.SIGNOFFS), signing.id().toString());
            }
            return;
        }
        String paper = Path.of(System.getProperty("user.home", "/"))
                .resolve(DestructionForms.paper(d))
                .toAbsolutePath()
                .toString();
        ask(DestructionForms.of(deed, d, now.there(), placeName(), paper, pen()));
    }

    @Override
    Done does(Form form, Filled filled, Asker asker, Pen pen) throws IOException {
        DestructionDeed deed = DestructionDeed.of(form.deed()).orElseThrow();
        Destroying destroying = room.stock().destroying();
        if (deed == DestructionDeed.SCHEDULE) {
            Destruction d = destroying.schedule(
                    asker, filled.text("lot"), filled.text("jurisdiction"), filled.text("reason"));
            return new Done(pen.of("destruction.is-scheduled", d.lotNo()), d.id().toString(), null);
        }
        UUID id = DestructionForms.id(form);
        return switch (deed) {
            case SCHEDULE, SIGN -> throw new IllegalArgumentException(deed + " asks for nothing");
            case WEIGH -> {
                Destruction d = destroying.weigh(asker, id, weighing(filled, pen));
                yield new Done(pen.of(
                        "destruction.is-weighed",
                        d.lotNo(),
                        pen.amount(filled.demanded("weight", words), filled.text("unit"))));
            }
            case RECORD -> {
                Destruction d = destroying.record(asker, id, how(filled, pen));
                yield new Done(pen.of("destruction.is-recorded-now", d.lotNo()));
            }
            case PHOTO -> {
                Path file = path(filled);
                Destruction d = destroying.photo(asker, id, bytes(file), filled.text("role"));
                yield new Done(pen.of("destruction.has-picture", d.lotNo()));
            }
            case ASK ->
                new Done(
                        filled.on("alone")
                                ? Alone.of(asker, filled, words, (session, secret) ->
                                        destroying.alone(session, secret, id, filled.text("reason")))
                                : Lots.asked(destroying.ask(asker, id, filled.text("reason")), pen));
            case PRINT -> {
                Path file = path(filled);
                print(destroying, asker, id, file);
                yield new Done(filled.on("open") ? opened(file, pen) : pen.of("destruction.is-printed", file.toString()));
            }
            case CANCEL -> {
                Destruction d = destroying.cancel(asker, id, filled.text("reason"));
                yield new Done(pen.of("destruction.is-cancelled", d.lotNo()));
            }
        };
    }

    /** It is written whatever becomes of it on this desktop. */
    private static String opened(Path file, Pen pen) {
        try {
            DesktopProgram.of(System.getProperty("os.name", "")).open(file);
            return pen.of("destruction.is-opened", file.toString());
        } catch (IOException e) {
            return pen.of("destruction.not-opened", file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private Destroying.Weighing weighing(Filled filled, Pen pen) {
        return new Destroying.Weighing(
                filled.orNull("location"),
                filled.demanded("weight", words),
                filled.text("unit"),
                filled.number("quantity", words),
                filled.on("whole"),
                filled.text("differs"),
                filled.moment("at", room.snapshot().site().zone(), pen.now(), words));
    }

    private org.penstock.core.compliance.Destructions.How how(Filled filled, Pen pen) {
        BigDecimal percent = filled.number("percent", words);
        BigDecimal mixed = percent == null ? BigDecimal.ZERO : percent;
        if (mixed.signum() < 0 || mixed.compareTo(BigDecimal.valueOf(100)) >= 0) {
            throw new Filled.Unfit(words.of("destruction.no-percent"));
        }
        java.time.Instant at = filled.moment("at", room.snapshot().site().zone(), pen.now(), words);
        return new org.penstock.core.compliance.Destructions.How(
                Method.valueOf(filled.text("method")),
                filled.text("material"),
                mixed,
                at == null ? pen.now() : at,
                filled.text("late"));
    }

    private Path path(Filled filled) {
        String text = filled.text("file");
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new Filled.Unfit(words.of("record.no-target", text));
        }
        throw new Filled.Unfit(words.of("record.no-target", text));
    }

    private byte[] bytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Filled.Unfit(words.of("register.no-file", file.toString()));
        }
    }

    /** A picture that is not there any more keeps nobody from printing: its hash stands on the paper. */
    private void print(Destroying destroying, Asker asker, UUID id, Path file) throws IOException {
        DestructionDocuments.Whole whole = DestructionDocuments.Whole.of(
                destroying.find(asker, id).orElseThrow(),
                Parts.Place.of(room.snapshot().site()),
                AuditDocuments.Standing.now(room));
        Map<String, byte[]> pictures = new HashMap<>();
        for (DestructionDocuments.Evidence e : whole.evidence()) {
            if (e.state().equals("stored") && e.mime().startsWith("image/")) {
                try {
                    destroying.picture(asker, id, e.sha256()).ifPresent(bytes -> pictures.put(e.sha256(), bytes));
                } catch (UncheckedIOException gone) {
                    pictures.remove(e.sha256());
                }
            }
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            PrintedDestruction.write(whole, pictures, out);
        } catch (FileAlreadyExistsException e) {
            throw new Filled.Unfit(words.of("register.file-there", file.toString()));
        }
    }
}
