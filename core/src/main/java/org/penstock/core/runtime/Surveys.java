package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Exchange;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;

/**
 * The looks that people take at lines and devices while they set them up. Nothing is driven and nothing is stored. One at a
 * time for each link, at most {@link #MOST} kept. Thread-safe.
 */
final class Surveys implements Commissioning, AutoCloseable {
    static final int MOST = 8;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(6);

    private final List<Driver> drivers;
    private final FacilityFile file;
    private final Supplier<Configuration> inForce;
    private final OpenLinks open;
    private final UnaryOperator<String> secrets;
    private final TrialContext.Clocks clocks;
    private final Map<String, Taken> surveys = new LinkedHashMap<>();
    private boolean closed;

    private record Taken(Survey survey, Thread thread) {}

    Surveys(
            List<Driver> drivers,
            FacilityFile file,
            Supplier<Configuration> inForce,
            OpenLinks open,
            UnaryOperator<String> secrets,
            TrialContext.Clocks clocks) {
        this.drivers = List.copyOf(drivers);
        this.file = file;
        this.inForce = inForce;
        this.open = open;
        this.secrets = secrets;
        this.clocks = clocks;
    }

    @Override
    public SurveyView survey(List<Configuration.File> files, String link, SurveyWish wish) throws SurveyRefused {
        LinkSpec spec = written(files).part(Links.class).links().stream()
                .filter(l -> l.key().equals(link))
                .findFirst()
                .orElseThrow(() -> new SurveyRefused("There is no link " + link + " in the facility file."));
        Link running = files.isEmpty() ? open.named(link) : null;
        return begin(link, findings -> {
            if (running != null) {
                running.survey(wish, findings);
                return;
            }
            LinkSpec bare = new LinkSpec(spec.key(), spec.protocol(), spec.connection(), List.of());
            try (Trial trial = Trial.open(driver(spec), bare, secrets, clocks)) {
                trial.link().survey(wish, findings);
            }
        });
    }

    @Override
    public SurveyView preview(List<Configuration.File> files, String device, long forMillis) throws SurveyRefused {
        Configuration configuration = written(files);
        for (LinkSpec spec : configuration.part(Links.class).links()) {
            for (LinkSpec.Device d : spec.devices()) {
                if (d.key().equals(device)) {
                    // Without its outputs: a preview drives nothing, also by mistake.
                    LinkSpec.Device bare = new LinkSpec.Device(d.key(), d.address(), d.streams(), List.of());
                    LinkSpec alone = new LinkSpec(spec.key(), spec.protocol(), spec.connection(), List.of(bare));
                    Preview preview = new Preview(
                            configuration.part(ControlConfig.class).streams(), bare, clocks);
                    return begin(device, findings -> preview.run(driver(spec), alone, secrets, forMillis, findings));
                }
            }
        }
        throw new SurveyRefused("There is no device " + device + " in the facility file.");
    }

    private Configuration written(List<Configuration.File> files) throws SurveyRefused {
        if (files.isEmpty()) {
            return inForce.get();
        }
        return switch (file.read(files, inForce.get(), name -> true)) {
            case FacilityFile.Reading.Accepted accepted -> accepted.configuration();
            case FacilityFile.Reading.Refused refused ->
                throw new SurveyRefused("The facility file has faults; mend them first: "
                        + refused.problems().getFirst());
        };
    }

    private Driver driver(LinkSpec spec) {
        return drivers.stream()
                .filter(d -> d.protocol().equals(spec.protocol()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no driver " + spec.protocol()));
    }

    private synchronized SurveyView begin(String subject, Survey.Work work) throws SurveyRefused {
        if (closed) {
            throw new SurveyRefused("The program is closing.");
        }
        if (surveys.values().stream().anyMatch(t -> t.survey().running() && t.survey().subject().equals(subject))) {
            throw new SurveyRefused("Somebody is looking at " + subject + " already; wait for the end of that, or end it.");
        }
        while (surveys.size() >= MOST) {
            String oldest = surveys.entrySet().stream()
                    .filter(e -> !e.getValue().survey().running())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new SurveyRefused(MOST + " surveys are under way; end one of them."));
            surveys.remove(oldest);
        }
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Survey survey = new Survey(id, subject);
        Thread thread = Thread.ofPlatform()
                .name("penstock-survey-" + subject)
                .daemon()
                .unstarted(() -> survey.run(work));
        surveys.put(id, new Taken(survey, thread));
        thread.start();
        return survey.view();
    }

    @Override
    public List<Exchange> traffic(String link, long no) throws SurveyRefused {
        Link running = open.named(link);
        if (running == null) {
            throw new SurveyRefused("No link " + link + " is open here; penstock devices lists those that are.");
        }
        return running.traffic(no);
    }

    @Override
    public Wiring wiring() {
        return Wiring.of(inForce.get());
    }

    @Override
    public List<DeviceHealth> health() {
        return open.health();
    }

    @Override
    public synchronized Optional<SurveyView> look(String id) {
        return Optional.ofNullable(surveys.get(id)).map(t -> t.survey().view());
    }

    @Override
    public synchronized void end(String id) {
        Taken taken = surveys.get(id);
        if (taken != null && taken.survey().running()) {
            taken.thread().interrupt();
        }
    }

    @Override
    public void close() {
        List<Taken> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(surveys.values());
        }
        all.forEach(t -> t.thread().interrupt());
        for (Taken t : all) {
            try {
                t.thread().join(CLOSE_WITHIN);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
