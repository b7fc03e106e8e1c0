import java.io.File;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLException;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Says what is wrong with ontologies in Turtle: violations of the profiles OWL 2 DL and RL, whether HermiT finds the
 * ontology inconsistent, and which classes nothing can belong to. One line a fault: file, kind and text, parted by tabs;
 * a last line for each file says that it was read to the end. Run as `java -cp JARS CheckOwl.java FILE...`.
 */
public class CheckOwl {
  public static void main(String[] files) {
    for (String name : files) {
      File file = new File(name);
      try {
        OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(file);
        checkProfile(file, "DL", new OWL2DLProfile(), ontology);
        checkProfile(file, "RL", new OWL2RLProfile(), ontology);
        checkLogic(file, ontology);
      } catch (OWLException | RuntimeException error) {
        // A datatype outside OWL 2 ends the reasoner; that is a fault of the ontology like any other.
        print(file, "ERROR", error.toString());
      }
      print(file, "READ", "");
    }
  }

  private static void checkProfile(File file, String kind, OWLProfile profile, OWLOntology ontology) {
    for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
      print(file, kind, violation.getClass().getSimpleName() + ": " + violation);
    }
  }

  private static void checkLogic(File file, OWLOntology ontology) {
    Reasoner reasoner = new Reasoner(ontology);
    if (!reasoner.isConsistent()) {
      print(file, "INCONSISTENT", "no world can be as the ontology says");
      return; // an inconsistent ontology has no satisfiable class, and asking for one raises an exception
    }
    for (OWLClass empty : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
      print(file, "UNSATISFIABLE", empty.getIRI().toString());
    }
  }

  private static void print(File file, String kind, String text) {
    System.out.println(file.getName() + "\t" + kind + "\t" + text.replaceAll("\\s+", " "));
  }
}
