package org.penstock.app.api;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.ActionRefused;
import org.penstock.core.alert.Shelf;
import org.penstock.core.compliance.DestructionRefused;
import org.penstock.core.compliance.LegalHoldRefused;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.control.Bypass;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.inventory.RecipeRefused;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.IntakeRefused;
import org.penstock.core.runtime.RetentionRefused;
import org.penstock.core.work.HandoverRefused;
import org.penstock.core.work.NoteRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions about a facility and takes proposals for it. The same for HTTP and for a command that opened the
 * record itself. Thread-safe; may block on the database.
 */
public final class Endpoints implements AutoCloseable {
    /** Most readings in one answer. */
    public static final int MOST_READINGS = 100_000;
    /** Most runs, alerts or events in one answer. */
    public static final int MOST_ROWS = 10_000;

    private static final Set<String> VERBS = Set.of(
            "output.set",
            "output.release",
            "program.run",
            "run.stop",
            "stop.all",
            "alert.acknowledge",
            Shelf.SHELVE,
            Shelf.UNSHELVE,
            "interlock.reset",
            Bypass.BEGIN,
            Bypass.END,
            "clock.confirm",
            "device.disable",
            "device.enable",
            DeviceEndpoints.CALIBRATE,
            DeviceEndpoints.ENROL,
            "enrolment.cancel");
    private static final Set<String> WITH_DATA = Set.of(DeviceEndpoints.CALIBRATE, DeviceEndpoints.ENROL);
    private static final int LONGEST_TEXT = 500;

    private final ControlRoom room;
    private final Parts.Process process;
    private final String actor;
    private final InstantSource wall;
    private final AuditEndpoints audit;
    private final FacilityEndpoints facility;
    private final SurveyEndpoints surveys;
    private final SimulationEndpoints simulation;
    private final DeviceEndpoints devices;
    private final PeopleEndpoints people;
    private final SignoffEndpoints signoffs;
    private final StockEndpoints stock;
    private final RecipeEndpoints recipes;
    private final DestructionEndpoints destructions;
    private final RetentionEndpoints retention;
    private final HandoverEndpoints handovers;
    private final NoteEndpoints notes;
    private final CorrectiveEndpoints correctives;
    private final IntakeEndpoints intake;
    private final ReadingEndpoints readings;
    private final JsonMapper json = Json.mapper();

    /** @param actor the account the process belongs to: the asker while nobody has signed in */
    public Endpoints(ControlRoom room, ChainCheck chains, Parts.Process process, String actor, InstantSource wall) {
        this.room = room;
        this.process = process;
        this.actor = actor;
        this.wall = wall;
        this.audit = new AuditEndpoints(room, chains, actor, wall);
        this.facility = new FacilityEndpoints(room, actor);
        this.surveys = new SurveyEndpoints(room);
        this.simulation = new SimulationEndpoints(room, actor);
        this.devices = new DeviceEndpoints(room, process.live());
        this.people = new PeopleEndpoints(room, actor);
        this.signoffs = new SignoffEndpoints(room, actor);
        this.stock = new StockEndpoints(room, actor);
        this.recipes = new RecipeEndpoints(room, actor);
        this.destructions = new DestructionEndpoints(room, actor, wall);
        this.retention = new RetentionEndpoints(room, actor, wall);
        this.handovers = new HandoverEndpoints(room, actor);
        this.notes = new NoteEndpoints(room, actor, wall);
        this.correctives = new CorrectiveEndpoints(room, actor);
        this.intake = new IntakeEndpoints(room, actor);
        this.readings = new ReadingEndpoints(room, devices, wall);
    }

    /** What a proposal must say. */
    record Proposing(
            String kind,
            @Nullable String subject,
            @Nullable Double value,
            @Nullable Double forSeconds,
            @Nullable String reason,
            @Nullable Map<String, String> data) {}

    /** Whether a key of a device is in force. */
    boolean holds(String key) {
        return room.persons().holds(key);
    }

    /** The document that answers. @throws ApiProblem when there is none, saying why */
    public Object answer(Asked asked) {
        try {
            return look(asked);
        } catch (NotAllowed e) {
            throw e.unknown()
                    ? new ApiProblem(403, "not_signed_in", String.valueOf(e.getMessage()), "")
                    : new ApiProblem(403, "not_allowed", String.valueOf(e.getMessage()), "");
        } catch (IdentityRefused
                | SignoffRefused
                | LotRefused
                | RecipeRefused
                | DestructionRefused
                | LegalHoldRefused
                | RetentionRefused
                | HandoverRefused
                | NoteRefused
                | ActionRefused
                | IntakeRefused e) {
            throw new ApiProblem(409, "refused", String.valueOf(e.getMessage()), "");
        } catch (DatabaseAway e) {
            throw new ApiProblem(
                    503,
                    "database_away",
                    "The record cannot be read now: " + e.getMessage(),
                    "Control goes on and nothing is lost; ask again when the database is back.");
        }
    }

    private Object look(Asked asked) {
        String path = asked.path();
        if (asked.asker(actor) instanceof Asker.Key) {
            DeviceRequests.demand(asked);
        }
        Routes.demand(asked);
        if (PeopleEndpoints.takes(path)) {
            return people.look(asked);
        }
        if (SignoffEndpoints.takes(path)) {
            return signoffs.look(asked);
        }
        if (StockEndpoints.takes(path)) {
            return stock.look(asked);
        }
        if (RecipeEndpoints.takes(path)) {
            return recipes.look(asked);
        }
        if (DestructionEndpoints.takes(path)) {
            return destructions.look(asked);
        }
        if (RetentionEndpoints.takes(path)) {
            return retention.look(asked);
        }
        if (HandoverEndpoints.takes(path)) {
            return handovers.look(asked);
        }
        if (NoteEndpoints.takes(path)) {
            return notes.look(asked);
        }
        if (CorrectiveEndpoints.takes(path)) {
            return correctives.look(asked);
        }
        if (IntakeEndpoints.takes(asked)) {
            return intake.look(asked);
        }
        if (path.equals(FacilityEndpoints.PATH) || path.startsWith(FacilityEndpoints.PATH + "/")) {
            room.persons().admit(asked.asker(actor), Permission.CONFIGURATION_READ);
            return facility.look(asked);
        }
        if (path.startsWith(FacilityEndpoints.SECRETS)) {
            return facility.secret(asked);
        }
        if (path.equals(SurveyEndpoints.PATH) || path.startsWith(SurveyEndpoints.PATH + "/")) {
            room.persons().admit(asked.asker(actor), Permission.DEVICE_COMMISSION);
            return surveys.look(asked, asked.asker(actor));
        }
        if (path.startsWith(SimulationEndpoints.PATH + "/")) {
            return simulation.look(asked);
        }
        if (path.startsWith("/v1/proposals/") && path.endsWith("/confirm")) {
            must(asked, "POST", Set.of());
            return confirm(
                    asked.asker(actor), path.substring("/v1/proposals/".length(), path.length() - "/confirm".length()));
        }
        if (path.startsWith(AuditEndpoints.PATH + "/")) {
            return audit.look(asked);
        }
        if (path.startsWith(DeviceEndpoints.DEVICES + "/")) {
            return devices.look(asked, mayEnrol(asked));
        }
        return switch (path) {
            case "/v1/status" -> {
                must(asked, "GET", Set.of());
                yield status();
            }
            case "/v1/interlocks" -> {
                must(asked, "GET", Set.of());
                FacilitySnapshot s = room.snapshot();
                yield new Documents.Interlocks(
                        "penstock.interlocks.1",
                        s.at(),
                        Parts.Place.of(s.site()),
                        s.control().interlocks().stream()
                                .map(Parts.Interlock::of)
                                .toList());
            }
            case "/v1/shadows" -> {
                must(asked, "GET", Set.of());
                FacilitySnapshot s = room.snapshot();
                yield new Documents.Shadows(
                        "penstock.shadows.1",
                        s.at(),
                        Parts.Place.of(s.site()),
                        s.control().shadows().stream().map(Parts.Shadow::of).toList());
            }
            case "/v1/devices" -> {
                must(asked, "GET", Set.of());
                yield mayEnrol(asked) ? devices() : devices().withoutCodes();
            }
            case "/v1/streams" -> {
                must(asked, "GET", Set.of());
                yield streams();
            }
            case IntakeEndpoints.READINGS -> readings.look(asked);
            case DeviceEndpoints.CALIBRATIONS -> {
                must(asked, "GET", Set.of("stream", "most"));
                yield devices.calibrations(asked);
            }
            case DeviceEndpoints.ENROLMENTS -> {
                must(asked, "GET", Set.of("device", "most"));
                yield devices.enrolments(asked, mayEnrol(asked));
            }
            case "/v1/runs" -> {
                must(asked, "GET", Set.of("most"));
                yield runs(asked.most(50, MOST_ROWS));
            }
            case "/v1/alerts" -> {
                must(asked, "GET", Set.of("most"));
                yield alerts(asked.most(50, MOST_ROWS));
            }
            case "/v1/events" -> {
                must(asked, "GET", Set.of("most"));
                room.persons().admit(asked.asker(actor), Permission.RECORD_READ);
                yield events(asked.most(50, MOST_ROWS));
            }
            case "/v1/traffic" -> {
                room.persons().admit(asked.asker(actor), Permission.DEVICE_COMMISSION);
                yield surveys.traffic(asked);
            }
            case "/v1/wiring" -> {
                must(asked, "GET", Set.of());
                yield WiringDocuments.Connected.of(room.commissioning().wiring(), AuditDocuments.Standing.now(room));
            }
            case "/v1/proposals" -> {
                must(asked, "POST", Set.of());
                yield propose(asked.asker(actor), asked.body());
            }
            default ->
                throw new ApiProblem(404, "unknown_path", "There is nothing at " + path + ".", "See app/API.md.");
        };
    }

    static void must(Asked asked, String method, Set<String> parameters) {
        if (!asked.method().equals(method)) {
            throw method(asked, method);
        }
        asked.only(parameters);
    }

    static ApiProblem method(Asked asked, String allowed) {
        return new ApiProblem(
                405, "wrong_method", asked.path() + " answers " + allowed + ", not " + asked.method() + ".", "");
    }

    private Documents.Status status() {
        FacilitySnapshot s = room.snapshot();
        return new Documents.Status(
                "penstock.status.1",
                s.at(),
                Parts.Place.of(s.site()),
                s.simulated(),
                process,
                s.alerts().open().stream()
                        .map(Parts.Alert::of)
                        .filter(Parts.Alert::open)
                        .toList(),
                s.control().interlocks().stream().map(Parts.Interlock::of).toList(),
                s.control().running().stream().map(Parts.Run::of).toList(),
                s.control().programs().stream().map(Parts.Program::of).toList(),
                s.control().outputs().stream().map(Parts.Output::of).toList(),
                s.field().links().stream().map(Parts.Link::of).toList(),
                Parts.Health.of(s.health()),
                AuditDocuments.Unsigned.of(room.proof().waiting()));
    }

    /** A code lets a device in: only who may do that sees it. */
    private boolean mayEnrol(Asked asked) {
        return room.persons().may(asked.asker(actor), Permission.DEVICE_ENROL);
    }

    private Documents.Devices devices() {
        return Documents.Devices.of(room.snapshot(), process.live());
    }

    private Documents.Streams streams() {
        FacilitySnapshot s = room.snapshot();
        return new Documents.Streams(
                "penstock.streams.1",
                s.at(),
                Parts.Place.of(s.site()),
                process.live(),
                s.field().streams().stream().map(Parts.Stream::of).toList());
    }

    private Documents.Runs runs(int most) {
        FacilitySnapshot s = room.snapshot();
        return new Documents.Runs(
                "penstock.runs.1",
                Parts.Place.of(s.site()),
                s.control().running().stream().map(Parts.Run::of).toList(),
                s.control().programs().stream().map(Parts.Program::of).toList(),
                room.record().runs(most).stream().map(Parts.Run::of).toList());
    }

    private Documents.Alerts alerts(int most) {
        FacilitySnapshot s = room.snapshot();
        return new Documents.Alerts(
                "penstock.alerts.1",
                Parts.Place.of(s.site()),
                room.record().alerts(most).stream()
                        .map(a -> Parts.Alert.of(a, s))
                        .toList(),
                s.alerts().shelves().stream().map(Parts.Shelved::of).toList());
    }

    private Documents.Events events(int most) {
        return new Documents.Events(
                "penstock.events.1",
                Parts.Place.of(room.snapshot().site()),
                room.record().events(most).stream().map(devices::event).toList());
    }

    private Documents.Proposal propose(Asker asker, String body) {
        Proposing p = read(body);
        if (!VERBS.contains(p.kind())) {
            throw Asked.wrong("There is no verb \"" + p.kind() + "\"; there are "
                    + String.join(", ", VERBS.stream().sorted().toList()) + ".");
        }
        double value = p.value() == null ? Double.NaN : p.value();
        double seconds = p.forSeconds() == null ? 0 : p.forSeconds();
        if (seconds < 0 || !Double.isFinite(seconds)) {
            throw Asked.wrong("for_seconds is " + seconds + "; it must be a number from 0 up.");
        }
        if (p.kind().equals("output.set") && (seconds == 0 || !Double.isFinite(value))) {
            throw Asked.wrong("output.set needs value and for_seconds: what a person sets always ends by itself.");
        }
        String subject = text(p.subject(), "subject");
        String reason = text(p.reason(), "reason");
        Map<String, String> data = p.data() == null ? Map.of() : p.data();
        if (!data.isEmpty() && !WITH_DATA.contains(p.kind())) {
            throw Asked.wrong(p.kind() + " takes no data.");
        }
        ControlRoom.Proposal proposal = switch (p.kind()) {
            case DeviceEndpoints.CALIBRATE -> devices.calibrate(asker, subject, reason, data);
            case DeviceEndpoints.ENROL -> devices.enrol(asker, subject, seconds, reason, data);
            default -> room.propose(asker, p.kind(), subject, value, seconds, reason);
        };
        return Documents.Proposal.of(proposal);
    }

    private Proposing read(String body) {
        try {
            Proposing p = json.readValue(body, Proposing.class);
            if (p == null || p.kind() == null) {
                throw Asked.wrong("A proposal needs kind.");
            }
            return p;
        } catch (JacksonException e) {
            throw Asked.wrong("The body is not a proposal: " + e.getOriginalMessage());
        }
    }

    private static String text(@Nullable String text, String name) {
        String given = text == null ? "" : text;
        if (given.length() > LONGEST_TEXT) {
            throw Asked.wrong(name + " is longer than " + LONGEST_TEXT + " characters.");
        }
        return given;
    }

    private Documents.Answer confirm(Asker asker, String id) {
        try {
            return Documents.Answer.of(room.confirm(asker, id).get(5, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            throw new ApiProblem(
                    503,
                    "no_answer",
                    "The engine did not answer within 5 s; whether it did this is not known.",
                    "Look at penstock status before you try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("confirming " + id + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiProblem(503, "closing", "The program is closing.", "Try again when it runs.");
        }
    }

    @Override
    public void close() {
        audit.close();
    }
}
