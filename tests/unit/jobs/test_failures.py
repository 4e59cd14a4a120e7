"""What a job over several images says of those that failed."""

from burnish.jobs.failures import Failure, Phase, summary_of
from burnish.problems import Problem

NO_FACE = Problem("No face was found.").to_details()
NO_MEMORY = Problem("Memory ran out.").to_details()


def generating(images: int, *failures: Failure) -> Phase:
    return Phase("could not be generated", images, failures)


def finishing(images: int, *failures: Failure) -> Phase:
    return Phase("could not be postprocessed", images, failures)


def test_where_nothing_failed_nothing_is_said() -> None:
    assert summary_of(generating(3), finishing(3)) is None
    assert summary_of() is None


def test_the_problem_of_a_single_image_is_that_of_the_job() -> None:
    assert summary_of(generating(1, Failure("image 1", NO_MEMORY)), finishing(0)) == NO_MEMORY
    assert summary_of(generating(1), finishing(1, Failure("fox.png", NO_FACE))) == NO_FACE


def test_each_phase_is_counted_and_the_first_reason_named() -> None:
    problem = summary_of(
        generating(8, Failure("image 3 (seed 7)", NO_MEMORY), Failure("image 4 (seed 8)", NO_FACE)),
        finishing(6, Failure("fox.png", NO_FACE)),
    )
    assert problem is not None
    assert problem.type == "/problems/some-images-failed"
    assert problem.detail == (
        "2 of 8 images could not be generated and 1 of 6 images could not be postprocessed; the others are done. "
        "The first one, image 3 (seed 7): Memory ran out."
    )


def test_a_phase_in_which_nothing_failed_is_not_spoken_of() -> None:
    problem = summary_of(generating(3), finishing(3, Failure("fox.png", NO_FACE)))
    assert problem is not None
    assert problem.detail.startswith("1 of 3 images could not be postprocessed; the others are done. ")


def test_where_all_failed_no_others_are_spoken_of() -> None:
    problem = summary_of(finishing(2, Failure("fox.png", NO_FACE), Failure("owl.png", NO_MEMORY)))
    assert problem is not None
    assert problem.detail.startswith("2 of 2 images could not be postprocessed. The first one, fox.png: ")
