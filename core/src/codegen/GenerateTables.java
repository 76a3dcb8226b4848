import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Makes the table classes: applies the migrations to an H2 in memory and lets jOOQ read the result. Skipped when neither
 * the migrations nor this file changed. Arguments: migrations, output directory, this file.
 */
public class GenerateTables {
    private static final String URL =
            "jdbc:h2:mem:tables;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path out = Path.of(args[1]);
        String state = fingerprint(migrations, Path.of(args[2]));
        Path stamp = out.resolveSibling("tables.stamp");
        if (Files.isDirectory(out)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(state)) {
            return;
        }
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Logger.getLogger("").setLevel(Level.WARNING);
        Flyway.configure()
                .dataSource(URL, "sa", "")
                .locations("filesystem:" + migrations)
                // See Migrations: PostgreSQL wants the word behind a generated column, H2 does not know it.
                .placeholders(Map.of("stored", ""))
                .load()
                .migrate();
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.h2.Driver")
                        .withUrl(URL)
                        .withUser("sa")
                        .withPassword(""))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.h2.H2Database")
                                .withIncludes(".*")
                                .withExcludes("flyway_schema_history|INFORMATION_SCHEMA.*")
                                .withInputSchema("public")
                                .withOutputSchemaToDefault(true)
                                // Nobody joins along them, and they are a third of what the compiler reads in this
                                // module.
                                .withIncludeForeignKeys(false)
                                .withIncludeIndexes(false)
                                .withIncludeCheckConstraints(false)
                                .withForcedTypes(
                                        new ForcedType()
                                                .withName("INSTANT")
                                                .withIncludeTypes("(?i)timestamp.*with\\ time\\ zone"),
                                        new ForcedType()
                                                .withUserType("byte[]")
                                                .withBinding("org.penstock.core.db.BytesBinding")
                                                .withIncludeTypes("(?i)(binary|bytea).*")))
                        .withGenerate(new Generate()
                                .withRecords(true)
                                .withPojos(false)
                                .withJavaTimeTypes(true)
                                .withGlobalObjectReferences(true)
                                .withJavadoc(false)
                                .withImplicitJoinPathTableSubtypes(false)
                                .withImplicitJoinPathsToOne(false)
                                .withImplicitJoinPathsToMany(false)
                                .withGeneratedAnnotation(false))
                        .withTarget(new Target()
                                .withPackageName("org.penstock.core.db.tables")
                                .withDirectory(out.toString())
                                .withClean(true))));
        Files.writeString(stamp, state);
    }

    private static String fingerprint(Path migrations, Path self) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(migrations)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        digest.update(Files.readAllBytes(self));
        return HexFormat.of().formatHex(digest.digest());
    }
}
