package org.penstock.app.start;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.ChainCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.Verification;
import org.penstock.core.db.DatabaseRefused;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Secrets;
import org.penstock.core.link.Driver;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.DataDirectoryHeld;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.core.runtime.FacilityRefused;
import org.penstock.core.runtime.RecordedSite;
import org.penstock.core.runtime.Rooms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The facilities of this machine, opened by the runtime, with every driver on the class path. */
public final class RuntimeFacilities implements Facilities {
    private static final long CATCH_UP_MILLIS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeFacilities.class);

    private final String actor;
    private final InstantSource wall;
    private final Ticker ticker;
    private final SlowHash.Cost hash;
    private final String workstation;
    private final List<Driver> drivers;

    /** @param actor recorded as who opened them */
    public RuntimeFacilities(String actor, InstantSource wall, Ticker ticker) {
        this(actor, wall, ticker, SlowHash.Cost.STANDARD);
    }

    /** @param hash what hashing a password costs */
    public RuntimeFacilities(String actor, InstantSource wall, Ticker ticker, SlowHash.Cost hash) {
        this(actor, wall, ticker, hash, Workstation.name(System.getenv()));
    }

    /** @param workstation name of this computer, as it stands beside what is done at it */
    public RuntimeFacilities(
            String actor, InstantSource wall, Ticker ticker, SlowHash.Cost hash, String workstation) {
        this.workstation = workstation;
        this.actor = actor;
        this.wall = wall;
        this.ticker = ticker;
        this.hash = hash;
        this.drivers = ServiceLoader.load(Driver.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Override
    public Opened open(Opening opening) {
        Path data = opening.data();
        boolean filled = isThere(data);
        List<String> remarks = new ArrayList<>();
        lookedAtOnly(opening);
        FacilityOptions options = new FacilityOptions(
                data,
                text(opening, filled, remarks),
                RecordPlace.of(data, opening.record(), filled),
                drivers,
                opening.kind().live(),
                opening.kind().word(),
                actor,
                wall,
                ticker,
                workstation,
                hash);
        try {
            Facility facility = Facility.open(options);
            if (!opening.kind().live()) {
                catchUp(facility);
            }
            remarks.addAll(facility.remarks());
            return new Opened(facility, chains(facility), remarks);
        } catch (DataDirectoryHeld e) {
            throw new Refusal(ExitCode.HELD, String.valueOf(e.getMessage()), "");
        } catch (FacilityRefused e) {
            throw new Refusal(
                    e.problems().isEmpty() ? ExitCode.REFUSED : ExitCode.BAD_FACILITY,
                    String.valueOf(e.getMessage()),
                    words(e.problems()));
        } catch (DatabaseRefused e) {
            throw new Refusal(ExitCode.DISK, String.valueOf(e.getMessage()), "");
        } catch (IOException e) {
            throw disk(data, e);
        }
    }

    /** From a console nothing is driven, and what it shows is what is in force now. */
    private void lookedAtOnly(Opening opening) {
        Path data = opening.data();
        try {
            RecordPlace kept = RecordPlace.read(data);
            String site = kept == null ? null : kept.site();
            if (kept == null || site == null) {
                return;
            }
            if (opening.kind().live()) {
                throw new Refusal(
                        ExitCode.REFUSED,
                        data + " is a console: the site `" + site + "` is driven from another workstation.",
                        "Ask the record with penstock readings, events, runs, alerts --data " + data
                                + ", or start where the facility's own data directory is.");
            }
            RecordedSite.bring(kept.server(data), site, data, drivers, wall);
        } catch (FacilityRefused e) {
            throw new Refusal(ExitCode.TRY_AGAIN, String.valueOf(e.getMessage()), "");
        } catch (IOException e) {
            throw disk(data, e);
        }
    }

    @Override
    public String console(Path data, RecordPlace place) {
        try {
            RecordPlace kept = RecordPlace.read(data);
            if (isThere(data) && (kept == null || kept.site() == null)) {
                throw new Refusal(
                        ExitCode.USAGE,
                        data + " holds a facility of its own.",
                        "Name an empty directory with --data; this one answers as it is.");
            }
            String site = RecordedSite.key(place.server(data), place.site(), wall);
            // Before there is a configuration: a process that is killed between the two must not leave a directory that drives.
            new RecordPlace(place.url(), place.user(), site).keep(data);
            RecordedSite.bring(place.server(data), site, data, drivers, wall);
            return site;
        } catch (FacilityRefused e) {
            throw new Refusal(ExitCode.REFUSED, String.valueOf(e.getMessage()), "");
        } catch (IOException e) {
            throw disk(data, e);
        }
    }

    /** What a killed process left only in its journal belongs to the answer. */
    private static void catchUp(Facility facility) {
        try {
            if (!facility.awaitRecord(CATCH_UP_MILLIS)) {
                LOG.warn("The database is still behind the journal; the answer is as old as its lag says");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FacilityOptions.@Nullable FacilityText text(Opening opening, boolean filled, List<String> remarks) {
        Path file = opening.facility();
        if (file != null && filled) {
            return readIfPossible(file, opening.data(), remarks);
        }
        if (file != null) {
            return read(file);
        }
        // What is there goes on as it is, also when a newer program brings another demonstration.
        Example demo = opening.demo();
        return demo != null && !filled ? new FacilityOptions.FacilityText(demo.fileName(), demo.text()) : null;
    }

    /** A filled directory needs no file: after a power cut a service starts also when its file has gone. */
    private static FacilityOptions.@Nullable FacilityText readIfPossible(Path file, Path data, List<String> remarks) {
        try {
            return read(file);
        } catch (Refusal e) {
            String remark =
                    (e.what() + " " + e.remedy()).strip() + " It is not needed: what is in " + data + " goes on.";
            LOG.warn("{}", remark);
            remarks.add(remark);
            return null;
        }
    }

    private static FacilityOptions.FacilityText read(Path file) {
        try {
            FacilityFile.Gathered gathered = FacilityFile.gather(file);
            if (!gathered.problems().isEmpty()) {
                throw new Refusal(
                        ExitCode.BAD_FACILITY, file + " cannot be used as it lies there.", words(gathered.problems()));
            }
            return new FacilityOptions.FacilityText(gathered.files());
        } catch (IOException e) {
            throw new Refusal(ExitCode.NOTHING_THERE, file + " cannot be read: " + e.getMessage() + ".", "");
        }
    }

    private static String words(List<Problems.Problem> problems) {
        return problems.stream().map(Problems.Problem::toString).collect(Collectors.joining("\n"));
    }

    private static ChainCheck chains(Facility facility) {
        return progress -> {
            List<Verification> found = facility.verify((seq, of) -> {
                progress.accept(seq);
                return !Thread.currentThread().isInterrupted();
            });
            if (found.stream().anyMatch(Verification::cancelled)) {
                throw new InterruptedException();
            }
            return new ChainCheck.Report(
                    found.stream().mapToLong(Verification::events).sum(),
                    Stream.concat(
                                    found.stream()
                                            .flatMap(v -> v.findings().stream()
                                                    .map(f -> facility.chainName(v.chain()) + ": " + f.inWords())),
                                    facility.verifyRows().stream().map(RowFinding::inWords))
                            .toList());
        };
    }

    @Override
    public boolean isThere(Path data) {
        return Files.exists(data.resolve("configuration.json"));
    }

    @Override
    public List<Problems.Problem> check(Path file) {
        try {
            return switch (Rooms.facilityFile(drivers, UuidCreator::getTimeOrderedEpoch)
                    .read(file, null, name -> true)) {
                case Reading.Accepted(var _, var warnings) -> warnings;
                case Reading.Refused(var problems) -> problems;
            };
        } catch (IOException e) {
            throw new Refusal(ExitCode.NOTHING_THERE, file + " cannot be read: " + e.getMessage() + ".", "");
        }
    }

    @Override
    public String schema() {
        return Rooms.facilityFile(drivers, UuidCreator::getTimeOrderedEpoch).schema();
    }

    @Override
    public void setSecret(Path data, String name, String value) {
        try {
            Files.createDirectories(data);
            new Secrets(data).set(name, value);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ExitCode.USAGE, e.getMessage() + ".", "");
        } catch (IOException e) {
            throw disk(data, e);
        }
    }

    private static Refusal disk(Path data, IOException e) {
        return new Refusal(
                ExitCode.DISK,
                "The data directory " + data + " cannot be used: " + e + ".",
                "Check its rights and the space on its disk.");
    }
}
