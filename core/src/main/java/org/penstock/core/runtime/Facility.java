package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.CorrectiveActionVerifier;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.audit.FileSeal;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.ChainVerifier;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.Verification;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.ConsentVerifier;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.control.Bypass;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.Engine;
import org.penstock.core.control.InterlockSpec;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.BaseLine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.facility.ConfigurationStore;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.Secrets;
import org.penstock.core.audit.MediaVerifier;
import org.penstock.core.compliance.DestructionVerifier;
import org.penstock.core.compliance.JurisdictionRuleVerifier;
import org.penstock.core.compliance.RetentionVerifier;
import org.penstock.core.inventory.StockVerifier;
import org.penstock.core.work.TimeNoteVerifier;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityVerifier;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.People;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.Links;
import org.penstock.core.place.Keep;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.ForgottenVerifier;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Gate;
import org.penstock.core.telemetry.Inbox;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.JournalDirectory;
import org.penstock.core.telemetry.JournalFiles;
import org.penstock.core.telemetry.MessageMemory;
import org.penstock.core.work.HandoverVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A facility that runs. {@link #open} takes the data directory, brings the engine to where the journal ends and starts
 * everything; {@link #close} stops it in order: runs and openings first, then links, engine, journal, database.
 */
public final class Facility implements ControlRoom {
    private static final Logger LOG = LoggerFactory.getLogger(Facility.class);

    private static final int TELEMETRY_SAMPLES = 200_000;
    private static final int CONTROL_SAMPLES = 50_000;
    /** How long a close waits for outputs to be read back at safe. */
    private static final long SAFE_WITHIN_MILLIS = 4_000;

    private static final String ENGINE = "engine";

    private static final String NOT_RUNNING =
            "Nothing is running here. Start penstock, or penstock serve, and ask again.";

    private final FacilityOptions options;
    private final ProcessLock lock;
    private final Watch watch;
    private final Inbox inbox = new Inbox(TELEMETRY_SAMPLES, CONTROL_SAMPLES);
    private final Journal journal;
    private final EngineClock clock;
    private final IngestCounts counts;
    private final Gate gate;
    private final Restart.Restarted restarted;
    private final Checkpoints checkpoints;
    private final OpenLinks links;
    private final CommandDesk desk;
    private final FailSafe failSafe;
    private final Answers answers = new Answers();
    private final Proposals proposals;
    private final CareDesk care;
    private final PairingDesk pairing;
    private final EnrolmentDesk enrolling;
    private final EngineLoop loop;
    private final Archive archive;
    private final Screens screens;
    private final HealthWatch health;
    private final Changes changes;
    private final Surveys surveys;
    private final PeopleDesk people;
    private final PersonsDesk persons;
    private final Admission admission;
    private final SignedConfigurations signedConfigurations;
    private final SignedBypasses bypasses;
    private final ConsentDesk consents;
    private final StockDesk stock;
    private final SecretDesk secrets;
    private final ShiftDesk shifts;
    private final CorrectiveDesk correctives;
    private final TrendDesk trends;
    private final RetentionDesk retention;
    private final RetentionKeeper retentionKeeper;
    private final IntakeDesk intake;
    private final PendingChange pending;
    private final SimulationDesk simulation;
    private final List<String> remarks;
    private final List<String> told;
    private final AtomicReference<@Nullable Picture> picture = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /**
     * Opens a facility.
     *
     * @throws DataDirectoryHeld when another process works in the data directory
     * @throws FacilityRefused when there is no facility, its file is wrong, or the directory holds another one
     * @throws IOException when the data directory cannot be read or written
     */
    public static Facility open(FacilityOptions options) throws IOException, DataDirectoryHeld, FacilityRefused {
        return open(options, null);
    }

    /** @param journal where the journal is kept, null for the data directory */
    static Facility open(FacilityOptions options, @Nullable JournalFiles journal)
            throws IOException, DataDirectoryHeld, FacilityRefused {
        Files.createDirectories(options.data());
        ProcessLock lock =
                ProcessLock.take(options.data(), options.kind(), options.wall().instant());
        boolean open = false;
        try {
            Facility facility = new Facility(options, lock, journal);
            facility.start();
            open = true;
            return facility;
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    private Facility(FacilityOptions options, ProcessLock lock, @Nullable JournalFiles files)
            throws IOException, FacilityRefused {
        this.options = options;
        this.lock = lock;
        Path data = options.data();
        Secrets secrets = new Secrets(data);
        FacilityFile file = Rooms.facilityFile(options.drivers(), UuidCreator::getTimeOrderedEpoch);
        ConfigurationStore store = new ConfigurationStore(data, file);
        Configuration stored = FirstConfiguration.of(options, file, store, secrets);
        watch = new Watch(this::died);
        journal = Journal.open(files == null ? new JournalDirectory(data.resolve("journal")) : files, options.ticker());
        Deque<Runnable> undo = new ArrayDeque<>(List.of(journal::close));
        boolean complete = false;
        try {
            clock = new EngineClock(options.wall(), options.ticker(), journal.end());
            counts = new IngestCounts();
            MessageMemory messages = new MessageMemory();
            gate = new Gate(clock, journal.end(), messages, counts);
            checkpoints = new Checkpoints(data.resolve("checkpoints"));
            configure(stored);
            restarted = Restart.restart(journal, checkpoints, () -> Rooms.engine(file), gate::recall);
            // The journal knows of a change before the file does.
            Configuration configuration = restarted.engine().configuration().orElse(stored);
            if (!configuration.hash().equals(stored.hash())) {
                store.save(configuration);
                configure(configuration);
            }
            FileSeal seal = new FileSeal(data);
            pending = new PendingChange(data, seal);
            remarks = remarks(file, configuration);
            gate.adjust(restarted.engine().adjustments());
            archive = Archive.open(options, file, configuration, journal, clock, inbox::post);
            undo.push(archive::close);
            archive.recall(messages, clock);
            List<LinkSpec> specs =
                    options.drive() ? configuration.part(Links.class).links() : List.of();
            pairing = new PairingDesk(inbox::post, counts);
            pairing.update(restarted.engine().enrolments().values());
            links = new OpenLinks(
                    specs,
                    options.drivers(),
                    inbox,
                    counts,
                    options.wall(),
                    options.ticker(),
                    secrets::require,
                    pairing);
            undo.push(links::close);
            Durable durable = new Durable();
            desk = new CommandDesk(links::of, durable::await, inbox::post);
            failSafe = new FailSafe(data, this::outputs, desk, options.wall());
            changes = new Changes(configuration, file, secrets, store, pending, new ForChanges());
            surveys = new Surveys(
                    options.drivers(),
                    file,
                    changes::latest,
                    links,
                    secrets::require,
                    new TrialContext.Clocks(options.wall(), options.ticker()));
            journal.onDurable((frames, effects) -> {
                durable.reached(effects);
                answers.durable(effects);
                changes.durable(frames);
            });
            SlowHash hash = new SlowHash(options.hash(), new SecureRandom());
            People persons = archive.people(hash);
            SignIn signIn = archive.signIn(hash);
            KeptDirectory kept = new KeptDirectory(data, seal);
            people = new PeopleDesk(
                    persons, signIn, kept, changes::current, options.wall(), options.workstation());
            people.begin();
            told = Stream.concat(remarks.stream(), Stream.ofNullable(kept.doubt()))
                    .toList();
            signedConfigurations = archive.signedConfigurations(changes, data, () -> snapshot()
                    .shadows());
            bypasses = archive.bypasses(changes::current, this::ask, this::snapshot);
            consents = archive.consents(people, signedConfigurations, bypasses);
            this.persons = new PersonsDesk(
                    people,
                    persons,
                    archive.roles(),
                    signIn,
                    consents,
                    archive.founding(),
                    options.workstation());
            stock = archive.stock(people, consents, changes::current, data);
            this.secrets = archive.secrets(people, secrets);
            shifts = archive.shifts(people, this::snapshot);
            correctives = archive.correctives(people);
            trends = archive.trends(people, changes::current, this::snapshot, options.actor());
            retention = archive.retention(people, consents, changes::current, options);
            retentionKeeper = new RetentionKeeper(retention, archive, options.wall());
            intake = archive.intake(
                    people,
                    changes::current,
                    options.drivers(),
                    new IntakeDelivery(inbox, options.wall(), options.ticker(), this::takesNothing),
                    options.ticker(),
                    data);
            admission = new Admission(people, changes::current, options.actor());
            simulation = new SimulationDesk(links::reached, admission, this::ask);
            proposals = new Proposals(options.wall(), options.ticker());
            care = new CareDesk(
                    archive,
                    counts,
                    proposals,
                    changes::current,
                    picture::get,
                    admission,
                    options.drive(),
                    options.wall());
            enrolling = new EnrolmentDesk(
                    archive,
                    proposals,
                    changes::current,
                    picture::get,
                    admission,
                    options.drivers(),
                    options.drive(),
                    new PairingCode(new SecureRandom()));
            loop = new EngineLoop(
                    inbox, gate, journal, restarted.engine(), clock, new AfterScan(), restarted.dueMicros());
            screens = new Screens(this::snapshot);
            health = new HealthWatch(
                    data,
                    journal,
                    archive,
                    checkpoints,
                    inbox,
                    clock,
                    () -> failSafe.look(loop.busy()),
                    failSafe::inWords,
                    retentionKeeper::room,
                    this::journalKeepMicros);
            complete = true;
        } finally {
            if (!complete) {
                undo.forEach(Runnable::run);
            }
        }
    }

    private List<String> remarks(FacilityFile file, Configuration configuration) throws FacilityRefused {
        FacilityOptions.FacilityText given = options.facilityFile();
        if (given == null) {
            return List.of();
        }
        List<Configuration> held = new ArrayList<>(List.of(configuration));
        pending.next(file).ifPresent(held::add);
        Optional<String> differs = new GivenFile(given, options.data(), file).compare(held);
        differs.ifPresent(LOG::warn);
        return differs.stream().toList();
    }

    /**
     * What whoever started it should know, in sentences: that the file they gave is not what runs, or that what was kept for a
     * start without the database was written by somebody else.
     */
    public List<String> remarks() {
        return told;
    }

    private void configure(Configuration c) {
        ControlConfig control = c.part(ControlConfig.class);
        gate.configure(
                control.streams(),
                c.part(Devices.class).devices().stream().collect(Collectors.toMap(DeviceSpec::key, DeviceSpec::link)));
        gate.limit(c.part(AlertConfig.class).limits());
        BitSet first = new BitSet();
        for (InterlockSpec i : control.interlocks()) {
            switch (i.condition()) {
                case InterlockSpec.Condition.EStop e -> first.set(e.stream());
                case InterlockSpec.Condition.Limit l -> first.set(l.stream());
                case InterlockSpec.Condition.Stale s -> s.streams().forEach(first::set);
                case InterlockSpec.Condition.Concurrency _ -> {}
            }
        }
        inbox.controlStreams(first);
    }

    private void start() {
        if (restarted.engine().configuration().isPresent()) {
            takePicture();
        }
        archive.start();
        if (options.drive()) {
            Configuration now = changes.current();
            inbox.post(new Input.ConfigChange(
                    Input.Cause.START,
                    Provenance.ofAccount(options.actor(), options.workstation()).actor(),
                    now.hash(),
                    now.json()));
            changes.applyPending(restarted.engine().lastSeq(), options.wall().instant());
            threads.add(watch.start(ENGINE, loop::run));
            tellOfEarlierStop();
            links.start();
            threads.add(watch.start("health", health::run));
            threads.add(watch.start("record", archive.proof()::run));
            threads.add(watch.start("days", archive::keepDays));
            threads.add(watch.start("retention", retentionKeeper::run));
        }
        threads.add(watch.start("screens", screens::run));
        threads.add(watch.start("people", () -> people.run(consents::tick)));
        LOG.info(
                "{} is open: {} frames since the last checkpoint were scanned again",
                options.data(),
                restarted.frames());
    }

    /** An engine that stopped could not put its own end on record. */
    private void tellOfEarlierStop() {
        try {
            String left = FailSafe.left(options.data());
            if (left != null) {
                inbox.post(new Input.Notice(
                        ENGINE,
                        "died",
                        "",
                        "The engine stopped at " + left
                                + ". Outputs were driven to safe. Report this with the log of that time."));
                inbox.post(new Input.Notice(ENGINE, "restarted", "", "Penstock was started again."));
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
        inbox.post(new Input.Notice(
                "thread " + name,
                "died",
                "",
                name + " stopped working: " + error
                        + ". Control goes on where it can; restart the program and report this."));
    }

    private void takePicture() {
        restarted
                .engine()
                .configuration()
                .ifPresent(c -> picture.set(Picture.take(
                        restarted.engine(),
                        c,
                        restarted.rooms().programs(),
                        restarted.rooms().alerts())));
    }

    /** Every output as the engine last knew it. */
    private List<OutputSpec> outputs() {
        Picture p = picture.get();
        return p == null
                ? changes.current().part(ControlConfig.class).outputs()
                : p.outputs().stream().map(ControlView.Output::spec).toList();
    }

    /** What applying a changed facility file asks of the rest. */
    private final class ForChanges implements Changes.Surroundings {
        @Override
        public boolean drives() {
            return options.drive();
        }

        @Override
        public @Nullable Picture picture() {
            return options.drive() ? picture.get() : null;
        }

        @Override
        public @Nullable String stopped() {
            return failSafe.inWords();
        }

        @Override
        public @Nullable String shut() {
            String stopped = failSafe.inWords();
            Picture p = picture.get();
            if (stopped != null || p == null) {
                return stopped != null ? stopped : "The engine has just been started. Try again in a moment.";
            }
            return p.kept().isEmpty()
                    ? DiskGate.away(journal.health())
                    : "The change before this one waits until " + String.join(", ", p.kept())
                            + " is at safe. Wait, or stop it; then plan this one again.";
        }

        @Override
        public List<String> links(Configuration next) {
            return links.changing(next.part(Links.class).links());
        }

        @Override
        public boolean post(Input input) {
            return inbox.post(input);
        }

        @Override
        public Optional<List<Configuration.File>> files(String hash) {
            return archive.files(hash);
        }
    }

    /** What follows a scan; engine thread. */
    private final class AfterScan implements EngineLoop.After {
        @Override
        public void effects(Frame frame, List<Effect> effects) {
            for (Effect effect : effects) {
                if (effect instanceof Effect.Record r) {
                    recorded(r);
                }
                desk.take(frame.seq(), effect);
            }
            answers.effects(frame.seq(), effects);
        }

        private void recorded(Effect.Record r) {
            if (r.kind().equals(Engine.LINKS_CHANGE)) {
                changeLinks();
            } else if (Engine.ADJUSTS.contains(r.kind())) {
                gate.adjust(restarted.engine().adjustments());
            } else if (r.kind().startsWith(Engine.ENROLS)) {
                pairing.update(restarted.engine().enrolments().values());
            }
        }

        private void changeLinks() {
            desk.hold(links.change(changes.current().part(Links.class).links()));
        }

        @Override
        public void configured(long seq, Configuration next) {
            configure(next);
            // A device in maintenance may have another key now.
            gate.adjust(restarted.engine().adjustments());
            pairing.update(restarted.engine().enrolments().values());
            archive.configure(next);
            changes.scanned(seq, next);
            takePicture();
        }

        @Override
        public void picture() {
            takePicture();
        }

        @Override
        public void checkpoint() {
            try {
                checkpoints.write(new Checkpoints.Checkpoint(
                        restarted.engine().lastSeq(),
                        journal.tail(),
                        restarted.engine().save()));
                FailSafe.recorded(options.data());
            } catch (IOException e) {
                LOG.warn("No checkpoint could be written ({}); the next start takes longer", e.toString());
            }
        }
    }

    @Override
    public FacilitySnapshot snapshot() {
        Picture p = picture.get();
        FacilitySnapshot.Health h =
                health.report(gate.readings(), counts.dropped(), loop.scans(), p != null && p.clockInDoubt());
        List<LinkStatus> status = links.status();
        FacilitySnapshot s = p == null
                ? SnapshotMaker.empty(changes.current(), options.wall().instant(), links.simulated(), status, h)
                : SnapshotMaker.make(p, Math.max(p.now(), clock.monoMicros()), links.simulated(), status, h);
        return failSafe.why() == null ? s : StoppedView.of(s, failSafe);
    }

    @Override
    public Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        return screens.subscribe(listener);
    }

    @Override
    public Proposal propose(Asker asker, String kind, String subject, double value, double forSeconds, String reason) {
        Admission.Verdict verdict = admission.judge(asker, kind, subject);
        Input.Request request = Admission.stamped(
                new Input.Request(
                        UuidCreator.getTimeOrderedEpoch().toString(),
                        "",
                        kind,
                        subject,
                        value,
                        Math.round(Math.max(0, Math.min(forSeconds, 1e9)) * 1e6),
                        reason),
                verdict);
        if (verdict.refusal() != null) {
            // Not kept: what nobody may confirm must not push out what somebody is about to.
            return ProposalText.of(request, snapshot(), options.wall().instant(), options.drive())
                    .shutBy(verdict.refusal());
        }
        return ProposalText.of(request, snapshot(), proposals.keep(request), options.drive());
    }

    @Override
    public CompletableFuture<Answer> confirm(Asker asker, String proposalId) {
        return switch (proposals.confirm(people.known(asker, options.actor()).actor(), proposalId)) {
            case Proposals.Found.Refused(String why) -> CompletableFuture.completedFuture(new Answer(false, why));
            case Proposals.Found.Confirmed(Input.Request request) -> {
                // Once more: the session may have ended, or the right been taken, since it was proposed.
                Admission.Verdict verdict = admission.judge(asker, request.kind(), request.subject());
                Input.Request stamped = Admission.stamped(request, verdict);
                if (verdict.refusal() != null) {
                    yield CompletableFuture.completedFuture(new Answer(false, verdict.refusal()));
                }
                // What takes signatures never goes to the engine from here.
                yield stamped.kind().equals(Bypass.BEGIN) ? askForBypass(verdict.by(), stamped) : ask(stamped);
            }
        };
    }

    private CompletableFuture<Answer> askForBypass(Provenance by, Input.Request request) {
        String shut = options.drive() ? failSafe.inWords() : NOT_RUNNING;
        if (shut != null) {
            return CompletableFuture.completedFuture(new Answer(false, shut));
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("penstock-bypass-asked").start(() -> {
            try {
                answer.complete(bypasses.request(by, request));
            } catch (RuntimeException e) {
                LOG.warn("a bypass could not be asked for: {}", e.toString());
                answer.complete(new Answer(false, "It could not be asked for: " + e.getMessage()));
            }
        });
        return answer;
    }

    private CompletableFuture<Answer> ask(Input.Request request) {
        if (!options.drive()) {
            return CompletableFuture.completedFuture(new Answer(false, NOT_RUNNING));
        }
        String stopped = failSafe.inWords();
        if (stopped != null) {
            return CompletableFuture.completedFuture(new Answer(false, stopped));
        }
        Picture p = picture.get();
        String refusal = p == null ? null : DiskGate.refusal(request, p, journal.health());
        if (refusal != null) {
            return CompletableFuture.completedFuture(new Answer(false, refusal));
        }
        CompletableFuture<Answer> answer = answers.expect(request.id());
        if (!inbox.post(request)) {
            answer.complete(new Answer(
                    false,
                    "The engine takes no more requests now; it may be stopped. Look at its state and try again."));
        }
        return answer;
    }

    @Override
    public FacilityChange check(List<Configuration.File> files) {
        return changes.check(files);
    }

    @Override
    public FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        return changes.plan(files, rebase);
    }

    @Override
    public CompletableFuture<Answer> apply(Asker asker, String changeId, String reason) {
        Admission.Verdict verdict = admission.judge(asker, Permission.CONFIGURATION_APPLY);
        if (verdict.refusal() != null) {
            return CompletableFuture.completedFuture(new Answer(false, verdict.refusal()));
        }
        try {
            for (Role role : changes.rolesTouched(changeId)) {
                // As if it were given at the people's page: a file gives nobody more than its writer has.
                people.admitRole(asker, role.word(), people.scope("site").orElseThrow());
            }
            if (changes.givesRoles(changeId) && consents.rolesTakeSignatures()) {
                return CompletableFuture.completedFuture(new Answer(
                        false,
                        "Giving a role takes signatures here, and this file gives one. Give it by penstock people grant,"
                                + " or in the window among the people, and leave it out of the file."));
            }
            Set<Action> demanded = changes.ready(changeId)
                    .map(signedConfigurations::demanded)
                    .orElse(Set.of());
            return switch (demanded.size()) {
                case 0 -> changes.apply(verdict.by(), changeId, reason);
                case 1 ->
                    CompletableFuture.completedFuture(
                            signed(verdict.by(), changeId, demanded.iterator().next(), reason));
                default ->
                    CompletableFuture.completedFuture(new Answer(
                            false,
                            "This takes the signatures of several policies (to "
                                    + demanded.stream().map(Action::inWords).collect(Collectors.joining(", to "))
                                    + "). Apply each part by itself."));
            };
        } catch (NotAllowed e) {
            return CompletableFuture.completedFuture(new Answer(false, String.valueOf(e.getMessage())));
        } catch (DatabaseAway | SignoffRefused e) {
            return CompletableFuture.completedFuture(new Answer(
                    false,
                    "Changes of the configuration take signatures here, and none can be asked for now: "
                            + e.getMessage()));
        }
    }

    private Answer signed(Provenance by, String changeId, Action action, String reason) {
        return changes.ready(changeId)
                .map(ready -> {
                    Answer asked = signedConfigurations.request(by, ready, action, reason);
                    changes.drop(changeId);
                    return asked;
                })
                .orElse(new Answer(false, "This plan was already applied, or is too old. Plan it again."));
    }

    /** Why no reading can be taken in now, or null. */
    private @Nullable String takesNothing() {
        return options.drive()
                ? failSafe.inWords()
                : "Nothing is running here. Start penstock, or penstock serve, and do it again.";
    }

    @Override
    public Intake intake() {
        return intake;
    }

    private long journalKeepMicros() {
        LocalDate today = LocalDate.ofInstant(options.wall().instant(), ZoneOffset.UTC);
        Keep keep = changes.current().part(Places.class).site().retention().journal();
        return Duration.ofDays(ChronoUnit.DAYS.between(keep.before(today), today)).toMillis() * 1_000;
    }

    @Override
    public Retention retention() {
        return retention;
    }

    @Override
    public ShiftChange shifts() {
        return shifts;
    }

    @Override
    public CorrectiveBook correctives() {
        return correctives;
    }

    @Override
    public TrendBook trends() {
        return trends;
    }

    @Override
    public Consents consents() {
        return consents;
    }

    @Override
    public Stock stock() {
        return stock;
    }

    @Override
    public Persons persons() {
        return persons;
    }

    @Override
    public Commissioning commissioning() {
        return surveys;
    }

    @Override
    public void keepSecret(Asker asker, String name, String value) {
        secrets.keep(asker, name, value);
    }

    @Override
    public Simulation simulation() {
        return simulation;
    }

    @Override
    public List<Configuration.File> export() {
        Configuration now = changes.latest();
        return BaseLine.with(now.files(), now.hash());
    }

    @Override
    public List<ConfigurationQuery.Version> versions(int most) {
        return archive.versions(most);
    }

    @Override
    public Optional<List<Configuration.File>> files(int version) {
        return archive.files(version);
    }

    @Override
    public DeviceCare devices() {
        return care;
    }

    @Override
    public Enrolling enrolling() {
        return enrolling;
    }

    @Override
    public List<Reading> readings(String streamKey, Instant from, Instant to, int most) {
        return archive.readings(streamKey, from, to, most);
    }

    @Override
    public ReadingPage page(String streamKey, Instant from, Instant to, int most) {
        return archive.page(streamKey, from, to, most);
    }

    @Override
    public Optional<Reading> asOf(String streamKey, Instant at) {
        return archive.asOf(streamKey, at);
    }

    @Override
    public List<Forgotten> forgotten(String streamKey, Instant from, Instant to) {
        return archive.forgotten(streamKey, from, to);
    }

    @Override
    public List<Reading> outline(String streamKey, Instant from, Instant to, Duration piece) {
        return archive.outline(streamKey, from, to, piece);
    }

    @Override
    public List<FacilitySnapshot.Run> runs(int most) {
        List<FacilitySnapshot.Run> running = snapshot().running();
        return archive.runs(most).stream()
                .map(r -> running.stream()
                        .filter(x -> x.no() == r.no())
                        .findFirst()
                        .orElseGet(() -> SnapshotMaker.run(r)))
                .toList();
    }

    @Override
    public List<CommandQuery.Recorded> commands(String output, int most) {
        return archive.commands(output, most);
    }

    @Override
    public List<FacilitySnapshot.Alert> alerts(int most) {
        return archive.alerts(most).stream().map(SnapshotMaker::alert).toList();
    }

    @Override
    public List<Event> events(int most) {
        return archive.events(most);
    }

    @Override
    public List<Event> events(Wanted wanted) {
        return archive.events(wanted);
    }

    /** Proves every chain of the record, event by event. Blocks for as long as that takes; {@code watch} can stop it. */
    public List<Verification> verify(ChainVerifier.Watch watch) {
        return archive.proof().verify(watch);
    }

    /** Compares every row of evidence, from persons to destructions, with the site's chain. Blocks for as long as that takes. */
    public List<RowFinding> verifyRows() {
        return archive.verifyRows(List.of(
                new IdentityVerifier(),
                new ConsentVerifier(),
                new StockVerifier(),
                new DestructionVerifier(),
                new JurisdictionRuleVerifier(),
                new HandoverVerifier(),
                new TimeNoteVerifier(),
                new CorrectiveActionVerifier(),
                new RetentionVerifier(),
                new ForgottenVerifier(),
                new MediaVerifier()));
    }

    /** What people call a chain: the key of its site or organization. */
    public String chainName(ChainId chain) {
        return archive.proof().name(chain);
    }

    @Override
    public Proof proof() {
        return archive.proof();
    }

    /** Waits until everything that is durable in the journal is also in the database. @return whether it is */
    public boolean awaitRecord(long millis) throws InterruptedException {
        return archive.awaitAll(millis);
    }

    @Override
    public List<String> closing() {
        FacilitySnapshot s = snapshot();
        List<String> stops = new ArrayList<>();
        for (FacilitySnapshot.Run run : s.running()) {
            stops.add("Run " + run.no() + " of " + run.programName() + " ends, " + Math.round(run.remainingSeconds())
                    + " s before its time.");
        }
        if (options.drive() && !s.programs().isEmpty()) {
            s.programs().stream()
                    .flatMap(p -> p.next().stream())
                    .min(Instant::compareTo)
                    .ifPresent(
                            next -> stops.add("No program starts until it is opened again; the next one is planned for "
                                    + next.atZone(s.site().zone()).toLocalDateTime() + "."));
        }
        return stops;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        screens.close();
        people.close();
        if (options.drive()) {
            goSafe();
        }
        failSafe.close();
        intake.close();
        surveys.close();
        links.close();
        desk.close();
        loop.stop();
        health.close();
        archive.proof().close();
        archive.stopKeepingDays();
        retentionKeeper.close();
        // Those that rest look at once that it is over.
        threads.forEach(LockSupport::unpark);
        threads.forEach(Facility::join);
        // A thread that is still in a scan, or died in one, leaves an engine that must not be saved.
        if (options.drive() && failSafe.why() == null && threads.stream().noneMatch(Thread::isAlive)) {
            new AfterScan().checkpoint();
        }
        inbox.close();
        journal.close();
        changes.close();
        archive.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of {} could not be given back: {}", options.data(), e.toString());
        }
    }

    /** Ends runs and openings and waits for the devices to confirm, so that nothing stays open behind a closed program. */
    private void goSafe() {
        if (failSafe.why() == null) {
            ask(new Input.Request(
                    UuidCreator.getTimeOrderedEpoch().toString(),
                    Provenance.ofAccount(options.actor(), options.workstation()).actor(),
                    "site.close",
                    "",
                    Double.NaN,
                    0,
                    ""));
        }
        long until = options.ticker().nanos() + SAFE_WITHIN_MILLIS * 1_000_000;
        boolean safe = false;
        while (!safe
                && options.ticker().nanos() < until
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(20_000_000);
            Picture p = picture.get();
            safe = failSafe.why() != null
                    ? failSafe.settled()
                    : p == null
                            || p.outputs().stream()
                                    .filter(o -> o.spec().onStart() == OutputSpec.OnStart.SAFE)
                                    .allMatch(o -> o.view().safe());
        }
        if (!safe) {
            LOG.warn("Not every output was read back at safe before the close: {}", unsafe());
        }
    }

    private List<String> unsafe() {
        Picture p = picture.get();
        return p == null
                ? List.of()
                : p.outputs().stream()
                        .filter(o -> !o.view().safe())
                        .map(o -> o.spec().name() + " is "
                                + o.view().phase().name().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
