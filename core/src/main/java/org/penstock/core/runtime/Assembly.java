package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.FileSeal;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationStore;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.Provenance;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.Links;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a facility that runs: made from the bottom up, started, and stopped in order. The door to them is
 * {@link Facility}.
 */
final class Assembly {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private static final String ENGINE = "engine";
    /** A link that was only just opened connects soon. */
    private static final Duration LEFT_OPEN_AGAIN = Duration.ofMillis(200);
    /** How long a start that fails waits for what was left open. */
    private static final Duration LEFT_OPEN_WITHIN = Duration.ofSeconds(4);

    final FacilityOptions options;
    final Archive archive;
    final Surveys surveys;
    final Desks desks;
    final RequestDesk requests;
    final ConfigurationDesk configuration;
    final ArchivedRecord record;
    final CareDesk care;
    final EnrolmentDesk enrolling;
    final SimulationDesk simulation;
    final Screens screens;
    /** What whoever started it should know, in sentences. */
    final List<String> told;

    private final ProcessLock lock;
    private final Watch watch;
    private final RunningEngine running;
    private final OpenLinks links;
    private final CommandDesk commands;
    private final SafeDrive leftOpen;
    private final FailSafe failSafe;
    private final Changes changes;
    private final RetentionKeeper retentionKeeper;
    private final AfterScan afterScan;
    private final EngineLoop loop;
    private final HealthWatch health;
    private final OrderlyStop stop;

    /**
     * Makes them. Nothing runs yet but the links, where something is driven, and the way to safe of what was left open.
     *
     * @param files where the journal is kept, null for the data directory
     */
    Assembly(FacilityOptions options, ProcessLock lock, @Nullable JournalFiles files)
            throws IOException, FacilityRefused {
        this.options = options;
        this.lock = lock;
        Path data = options.data();
        Secrets secrets = new Secrets(data);
        FacilityFile file = Rooms.facilityFile(options.drivers(), UuidCreator::getTimeOrderedEpoch);
        ConfigurationStore store = new ConfigurationStore(data, file);
        Configuration stored = FirstConfiguration.of(options, file, store, secrets);
        watch = new Watch(this::died);
        running = RunningEngine.open(options, file, stored, files);
        Deque<Runnable> undo = new ArrayDeque<>(List.of(running.journal()::close));
        boolean complete = false;
        try {
            // The journal knows of a change before the file does.
            Configuration now = running.engine().configuration().orElse(stored);
            if (!now.hash().equals(stored.hash())) {
                store.save(now);
                running.configure(now);
            }
            FileSeal seal = new FileSeal(data);
            PendingChange pending = new PendingChange(data, seal);
            List<String> remarks = GivenFile.remarks(options, file, now, pending);
            running.adjust();
            List<LinkSpec> specs = options.drive() ? now.part(Links.class).links() : List.of();
            PairingDesk pairing = new PairingDesk(running::post, running.counts());
            pairing.update(running.engine().enrolments().values());
            links = new OpenLinks(
                    specs,
                    options.drivers(),
                    running.inbox(),
                    running.counts(),
                    options.wall(),
                    options.ticker(),
                    secrets::require,
                    pairing);
            undo.push(links::close);
            Durable durable = new Durable();
            commands = new CommandDesk(links::of, durable::await, running::post);
            undo.push(commands::close);
            leftOpen = new SafeDrive(commands, "penstock-left-open-", LEFT_OPEN_AGAIN);
            undo.push(leftOpen::close);
            // A valve that is open must not wait for a record that takes its time, or cannot be opened at all.
            if (options.drive()) {
                links.start();
                leftOpen.begin(leftOpen(now));
                undo.push(() -> leftOpen.settle(LEFT_OPEN_WITHIN));
            }
            archive = Archive.open(options, file, now, running.journal(), running.clock(), running::post);
            undo.push(archive::close);
            archive.recall(running.messages(), running.clock());
            failSafe = new FailSafe(data, this::outputs, commands, options.wall());
            changes = new Changes(
                    now,
                    file,
                    secrets,
                    store,
                    pending,
                    new ForChanges(running, failSafe, links, archive.configurations(), options.drive()));
            surveys = new Surveys(
                    options.drivers(),
                    file,
                    changes::latest,
                    links,
                    secrets::require,
                    new TrialContext.Clocks(options.wall(), options.ticker()));
            Answers answers = new Answers();
            running.journal().onDurable((frames, effects) -> {
                durable.reached(effects);
                answers.durable(effects);
                changes.durable(frames);
            });
            EngineRequests engine = new EngineRequests(running, failSafe, answers, options.drive());
            KeptDirectory kept = new KeptDirectory(data, seal);
            desks = Desks.open(archive, changes, running, engine, options, secrets, kept, this::snapshot);
            told = Stream.concat(remarks.stream(), Stream.ofNullable(kept.doubt()))
                    .toList();
            record = archive.record(this::snapshot);
            configuration = new ConfigurationDesk(changes, archive.configurations(), desks);
            Proposals proposals = new Proposals(options.wall(), options.ticker());
            requests = new RequestDesk(engine, desks, proposals, this::snapshot, options);
            simulation = new SimulationDesk(links::reached, desks.admission(), engine::ask);
            care = new CareDesk(
                    archive.devices(),
                    running.counts(),
                    proposals,
                    changes::current,
                    running::picture,
                    desks.admission(),
                    options.drive(),
                    options.wall());
            enrolling = new EnrolmentDesk(
                    archive.devices(),
                    proposals,
                    changes::current,
                    running::picture,
                    desks.admission(),
                    options.drivers(),
                    options.drive(),
                    new PairingCode(new SecureRandom()));
            retentionKeeper = new RetentionKeeper(desks.retention(), archive.readings(), options.wall());
            afterScan = new AfterScan(running, commands, answers, links, pairing, changes, archive, data);
            loop = running.loop(afterScan);
            screens = new Screens(this::snapshot);
            health = new HealthWatch(
                    data,
                    running.journal(),
                    archive,
                    running.checkpoints(),
                    running.inbox(),
                    running.clock(),
                    () -> failSafe.look(loop.busy()),
                    failSafe::inWords,
                    retentionKeeper::room,
                    changes::current);
            stop = new OrderlyStop(running, engine, failSafe, options);
            complete = true;
        } finally {
            if (!complete) {
                undo.forEach(Runnable::run);
            }
        }
    }

    /** Outputs that are not at safe by what an earlier process of this data directory knew, and that a start brings there. */
    private List<OutputSpec> leftOpen(Configuration now) {
        if (running.engine().configuration().isEmpty()) {
            return List.of();
        }
        Set<Integer> safe = running.engine().view().outputs().stream()
                .filter(o -> o.view().safe())
                .map(o -> o.spec().no())
                .collect(Collectors.toSet());
        return now.part(ControlConfig.class).outputs().stream()
                .filter(o -> o.onStart() == OutputSpec.OnStart.SAFE && !safe.contains(o.no()))
                .toList();
    }

    /** Starts what works by itself. */
    void start() {
        if (running.engine().configuration().isPresent()) {
            running.takePicture();
        }
        archive.start();
        if (options.drive()) {
            Configuration now = changes.current();
            running.post(new Input.ConfigChange(
                    Input.Cause.START,
                    Provenance.ofAccount(options.actor(), options.workstation()).actor(),
                    now.hash(),
                    now.json()));
            changes.applyPending(running.engine().lastSeq(), options.wall().instant());
            // From here on the engine does it, and puts it on record.
            leftOpen.leave();
            watch.start(ENGINE, loop::run);
            tellOfEarlierStop();
            watch.start("health", health::run);
            watch.start("record", archive.proof()::run);
            watch.start("days", archive.readings()::keepDays);
            watch.start("retention", retentionKeeper::run);
        }
        watch.start("screens", screens::run);
        watch.start("people", () -> desks.people().run(desks.consents()::tick));
        LOG.info(
                "{} is open: {} frames since the last checkpoint were scanned again", options.data(), running.frames());
    }

    /** An engine that stopped could not put its own end on record. */
    private void tellOfEarlierStop() {
        try {
            String left = FailSafe.left(options.data());
            if (left != null) {
                running.post(new Input.Notice(
                        ENGINE,
                        "died",
                        "",
                        "The engine stopped at " + left
                                + ". Outputs were driven to safe. Report this with the log of that time."));
                running.post(new Input.Notice(ENGINE, "restarted", "", "Penstock was started again."));
            }
        } catch (IOException e) {
            LOG.warn("Whether an earlier engine stopped cannot be read: {}", e.toString());
        }
    }

    private void died(String name, Throwable error) {
        if (name.equals(ENGINE)) {
            failSafe.engineStopped("its thread ended by " + error);
            return;
        }
        running.post(new Input.Notice(
                "thread " + name,
                "died",
                "",
                name + " stopped working: " + error
                        + ". Control goes on where it can; restart the program and report this."));
    }

    /** Every output as the engine last knew it. */
    private List<OutputSpec> outputs() {
        Picture p = running.picture();
        return p == null
                ? changes.current().part(ControlConfig.class).outputs()
                : p.outputs().stream().map(ControlView.Output::spec).toList();
    }

    /** The facility as of the last scan. Any thread. */
    FacilitySnapshot snapshot() {
        Picture p = running.picture();
        SystemHealth h = health.report(
                running.gate().readings(), running.counts().dropped(), loop.scans(), p != null && p.clockInDoubt());
        List<LinkStatus> status = links.status();
        FacilitySnapshot s = p == null
                ? SnapshotMaker.empty(changes.current(), options.wall().instant(), links.simulated(), status, h)
                : SnapshotMaker.make(p, Math.max(p.now(), running.clock().monoMicros()), links.simulated(), status, h);
        return failSafe.why() == null ? s : StoppedView.of(s, failSafe);
    }

    /** Stops everything; once. */
    void stop() {
        screens.close();
        desks.people().close();
        if (options.drive()) {
            loop.lookClosely();
            stop.goSafe();
        }
        failSafe.close();
        desks.intake().close();
        surveys.close();
        links.close();
        commands.close();
        loop.stop();
        health.close();
        archive.proof().close();
        archive.readings().stopKeepingDays();
        retentionKeeper.close();
        boolean ended = watch.end();
        // A thread that is still in a scan, or died in one, leaves an engine that must not be saved.
        if (options.drive() && failSafe.why() == null && ended) {
            afterScan.lastCheckpoint();
        }
        running.inbox().close();
        running.journal().close();
        changes.close();
        archive.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of {} could not be given back: {}", options.data(), e.toString());
        }
    }
}
